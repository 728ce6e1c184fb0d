package dev.holdfast.domain;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant that exists in the storage and that no other test uses, so nothing has to be cleaned up, with a clock of its own that
 * only moves when it is told to.
 */
public final class TestTenant {
    public static final PrincipalId ALICE = new PrincipalId("key/alice");
    public static final PrincipalId BOB = new PrincipalId("key/bob");

    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RepositoriesUnderTest storage;
    private final TenantId id;
    private final SettableClock clock;

    private TestTenant(RepositoriesUnderTest storage, TenantId id, SettableClock clock) {
        this.storage = storage;
        this.id = id;
        this.clock = clock;
    }

    /** A fresh tenant of that storage. */
    public static TestTenant in(RepositoriesUnderTest storage) {
        return create(storage, SettableClock.at(BEGINNING));
    }

    /** Another fresh tenant of the same storage, under the same clock. */
    public TestTenant neighbour() {
        return create(storage, clock);
    }

    private static TestTenant create(RepositoriesUnderTest storage, SettableClock clock) {
        TestTenant tenant = new TestTenant(storage, Fresh.tenantId(), clock);
        storage.tenants().ensure(tenant.scope(), new Tenant(tenant.id, BEGINNING));
        return tenant;
    }

    public TenantId id() {
        return id;
    }

    public SettableClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Moves the clock by a millisecond and returns what it shows then. */
    public Instant tick() {
        return clock.advance(Duration.ofMillis(1));
    }

    /** A call of Alice's, with time enough. */
    public Scope scope() {
        return scope(ALICE);
    }

    public Scope scope(PrincipalId principal) {
        return new Scope(id, principal, deadline(), "request-1");
    }

    /** A call whose caller has stopped waiting. */
    public Scope late() {
        return new Scope(id, ALICE, storage.clock().instant().minusMillis(1), "request-1");
    }

    public Instant deadline() {
        return storage.clock().instant().plus(PATIENCE);
    }

    /** A change that happens now. */
    public Change change() {
        return new Change(now(), "test.change", Optional.empty());
    }

    /** A change that happens now, and once for that key. */
    public Change once(String claimKey) {
        return once(claimKey, "fingerprint");
    }

    public Change once(String claimKey, String fingerprint) {
        return new Change(
                now(),
                "test.change",
                Optional.of(
                        new IdempotencyClaim(claimKey, "test.change", fingerprint, now().plus(Duration.ofHours(24)))));
    }

    public AuditEntryId auditId() {
        return Fresh.auditEntryId();
    }

    /** The whole audit of the tenant (of the first {@value PageRequest#MAX_LIMIT} entries), the newest first. */
    public List<AuditEntry> audit() {
        return storage.audit()
                .list(scope(), AuditFilter.everything(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }
}
