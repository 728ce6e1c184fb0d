package org.example;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.Written;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Remembers the keys that callers present, for a store that is far away and has this process as its only writer. */
final class CachingApiKeyRepository implements ApiKeyRepository {
    private final ApiKeyRepository store;
    private final Clock clock;
    private final Map<ApiKeyId, StoredApiKey> presented = new ConcurrentHashMap<>();

    CachingApiKeyRepository(ApiKeyRepository store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<StoredApiKey> findForAuthentication(ApiKeyId id, Instant deadline, Staleness staleness) {
        if (!clock.instant().isBefore(deadline)) { // law: noMethodShouldDoAnythingAfterTheDeadline
            throw new DeadlineExceeded(new TimeoutException("the deadline has passed"));
        }
        // Atomic, so that a revocation cannot slip in between reading and remembering.
        return Optional.ofNullable(presented.computeIfAbsent(
                id,
                unknown -> store.findForAuthentication(unknown, deadline, staleness)
                        .orElse(null)));
    }

    @Override
    public Optional<ApiKey> revoke(Scope scope, ApiKeyId id, AuditEntryId auditId, Change change) {
        try {
            return store.revoke(scope, id, auditId, change);
        } finally {
            presented.remove(id); // law: authenticationShouldSeeARevocationAtOnce
        }
    }

    @Override
    public Written<ApiKey> insert(Scope scope, StoredApiKey key, AuditEntryId auditId, Change change) {
        return store.insert(scope, key, auditId, change);
    }

    @Override
    public Optional<ApiKey> find(Scope scope, ApiKeyId id) {
        return store.find(scope, id);
    }

    @Override
    public Page<ApiKey> list(Scope scope, PageRequest page) {
        return store.list(scope, page);
    }
}
