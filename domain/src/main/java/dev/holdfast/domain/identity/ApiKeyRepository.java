package dev.holdfast.domain.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.Optional;

/**
 * The API keys of each tenant. Writes store one audit entry (its subject has type {@code api_key} and the key's id as name and id)
 * and the claim in the same transaction, with the meaning of {@link Change} that {@code MemoryRepository} documents. Nothing of another tenant than {@code scope.tenant()} is ever read or
 * written, except by {@link #findForAuthentication}. Every method throws a
 * {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface ApiKeyRepository {
    /**
     * Adds a key of the scope's tenant, which must exist.
     *
     * @throws AlreadyExists when the id is taken
     */
    Written<ApiKey> insert(Scope scope, StoredApiKey key, AuditEntryId auditId, Change change);

    /**
     * The key of that id in whichever tenant it is: the one look-up made before the tenant is known. Answers revoked and
     * expired keys too. {@code deadline} bounds the look-up, {@code staleness} says how old what it finds may be.
     */
    Optional<StoredApiKey> findForAuthentication(ApiKeyId id, Instant deadline, Staleness staleness);

    /** The key of that id, revoked and expired ones too. */
    Optional<ApiKey> find(Scope scope, ApiKeyId id);

    /** Keys, revoked and expired ones too, the oldest id first. */
    Page<ApiKey> list(Scope scope, PageRequest page);

    /**
     * Revokes a key at {@code change.at()}; a key that is revoked already stays as it is and writes no audit entry.
     *
     * @return the key as it is now; empty when there is none
     */
    Optional<ApiKey> revoke(Scope scope, ApiKeyId id, AuditEntryId auditId, Change change);
}
