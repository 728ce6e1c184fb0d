package dev.holdfast.postgres.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.DuplicateRow;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API keys in PostgreSQL. */
public final class PostgresApiKeyRepository implements ApiKeyRepository {
    private final SqlRunner runner;
    private final Claims claims;

    public PostgresApiKeyRepository(SqlRunner runner, Claims claims) {
        this.runner = runner.reading(ApiKey.class, ApiKeyRows::key)
                .reading(StoredApiKey.class, ApiKeyRows::stored)
                .with(ApiKeyMapper.class);
        this.claims = claims;
    }

    @Override
    public Written<ApiKey> insert(Scope scope, StoredApiKey key, AuditEntryId auditId, Change change) {
        List<String> namespaces =
                key.key().namespaces().stream().map(Namespace::value).toList();
        try {
            return claims.once(
                    scope,
                    change,
                    () -> new Written<>(
                            runner.write(scope, "key.insert", (session, entry) -> {
                                ApiKeyMapper mapper = session.getMapper(ApiKeyMapper.class);
                                return change.claim()
                                        .map(claim -> mapper.insertOnce(
                                                entry, scope, key, namespaces, auditId, change, claim))
                                        .orElseGet(() -> mapper.insert(entry, scope, key, namespaces, auditId, change));
                            }),
                            true,
                            false),
                    claim -> new Written<>(
                            find(scope, new ApiKeyId(claim.subjectIds().get(0))).orElseThrow(), true, true));
        } catch (DuplicateRow duplicate) {
            throw new AlreadyExists("API key " + key.key().id().value());
        }
    }

    @Override
    public Optional<StoredApiKey> findForAuthentication(ApiKeyId id, Instant deadline, Staleness staleness) {
        return runner.readAnonymously(
                deadline,
                staleness,
                "key.present",
                (session, entry) -> session.getMapper(ApiKeyMapper.class)
                        .findPresented(entry, id, id.value().toString()));
    }

    @Override
    public Optional<ApiKey> find(Scope scope, ApiKeyId id) {
        return runner.read(
                scope,
                "key.find",
                (session, entry) -> session.getMapper(ApiKeyMapper.class).find(entry, id));
    }

    @Override
    public Page<ApiKey> list(Scope scope, PageRequest page) {
        Optional<UUID> after = page.after().map(PostgresApiKeyRepository::idOf);
        List<ApiKey> found = runner.read(
                scope,
                "key.list",
                (session, entry) -> session.getMapper(ApiKeyMapper.class).list(entry, after, page.limit() + 1));
        return Page.cut(found, page, key -> Cursor.after(key.id().value().toString()));
    }

    @Override
    public Optional<ApiKey> revoke(Scope scope, ApiKeyId id, AuditEntryId auditId, Change change) {
        return claims.once(
                scope,
                change,
                () -> runner.write(scope, "key.revoke", (session, entry) -> {
                            ApiKeyMapper mapper = session.getMapper(ApiKeyMapper.class);
                            return change.claim()
                                    .map(claim -> mapper.revokeOnce(entry, scope, id, auditId, change, claim))
                                    .orElseGet(() -> mapper.revoke(entry, scope, id, auditId, change));
                        })
                        .or(() -> find(scope, id)),
                claim -> find(scope, id));
    }

    private static UUID idOf(Cursor cursor) {
        try {
            return UUID.fromString(cursor.at(0));
        } catch (IllegalArgumentException malformed) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
    }
}
