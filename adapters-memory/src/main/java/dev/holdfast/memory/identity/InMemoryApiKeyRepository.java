package dev.holdfast.memory.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.audit.InMemoryAuditRepository;
import dev.holdfast.memory.support.IdOrder;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/** API keys by id. */
public final class InMemoryApiKeyRepository implements ApiKeyRepository {
    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final InMemoryAuditRepository audit;
    private final InMemoryTenantRepository tenants;
    private final InMemoryTable<ApiKeyId, StoredApiKey> keys;

    public InMemoryApiKeyRepository(
            InMemoryStore store,
            InMemoryClaims claims,
            InMemoryAuditRepository audit,
            InMemoryTenantRepository tenants) {
        this.store = store;
        this.claims = claims;
        this.audit = audit;
        this.tenants = tenants;
        this.keys = store.table(IdOrder.OF_IDS);
    }

    @Override
    public Written<ApiKey> insert(Scope scope, StoredApiKey key, AuditEntryId auditId, Change change) {
        return claims.once(scope, change, ApiKey.class, () -> {
                    if (!tenants.exists(scope.tenant())) {
                        throw new StoreFault(new IllegalStateException("tenant " + scope.tenant() + " does not exist"));
                    }
                    ApiKeyId id = key.key().id();
                    if (keys.find(scope.tenant(), id).isPresent()) {
                        throw new AlreadyExists("API key " + id.value());
                    }
                    return List.of(new Written<>(store(scope, key, auditId, change), true, false));
                })
                .getFirst();
    }

    @Override
    public Optional<StoredApiKey> findForAuthentication(ApiKeyId id, Instant deadline, Staleness staleness) {
        return store.read(deadline, () -> keys.anywhere(id).findAny());
    }

    @Override
    public Optional<ApiKey> find(Scope scope, ApiKeyId id) {
        return store.read(scope.deadline(), () -> keys.find(scope.tenant(), id).map(StoredApiKey::key));
    }

    @Override
    public Page<ApiKey> list(Scope scope, PageRequest page) {
        return store.read(scope.deadline(), () -> {
            NavigableMap<ApiKeyId, StoredApiKey> all = keys.rows(scope.tenant());
            NavigableMap<ApiKeyId, StoredApiKey> rest = page.after()
                    .map(cursor -> all.tailMap(new ApiKeyId(UUID.fromString(cursor.at(0))), false))
                    .orElse(all);
            List<ApiKey> found = rest.values().stream()
                    .limit(page.limit() + 1L)
                    .map(StoredApiKey::key)
                    .toList();
            return Page.cut(found, page, key -> Cursor.after(key.id().value().toString()));
        });
    }

    @Override
    public Optional<ApiKey> revoke(Scope scope, ApiKeyId id, AuditEntryId auditId, Change change) {
        return store.inTransaction(scope, () -> {
            claims.once(
                    scope,
                    change,
                    ApiKey.class,
                    () -> keys
                            .find(scope.tenant(), id)
                            .filter(stored -> stored.key().revokedAt().isEmpty())
                            .map(stored -> new StoredApiKey(revokedAt(stored.key(), change.at()), stored.secretHash()))
                            .map(revoked -> new Written<>(store(scope, revoked, auditId, change), false, false))
                            .stream()
                            .toList());
            return find(scope, id);
        });
    }

    private ApiKey store(Scope scope, StoredApiKey stored, AuditEntryId auditId, Change change) {
        ApiKey key = stored.key();
        keys.put(scope.tenant(), key.id(), stored);
        UUID id = key.id().value();
        audit.record(
                scope, auditId, change, new AuditSubject("api_key", id.toString(), Optional.of(id), Optional.empty()));
        return key;
    }

    private static ApiKey revokedAt(ApiKey key, Instant at) {
        return new ApiKey(
                key.id(),
                key.tenant(),
                key.name(),
                key.role(),
                key.namespaces(),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                Optional.of(at));
    }
}
