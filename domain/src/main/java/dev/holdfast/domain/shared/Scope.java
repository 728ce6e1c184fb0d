package dev.holdfast.domain.shared;

import java.time.Instant;

/**
 * On whose behalf, and until when, a store works. The first argument of every repository method.
 *
 * @param tenant the only tenant whose rows may be seen or changed
 * @param principal written into what is created and into the audit
 * @param deadline the store gives up at this moment with {@link DeadlineExceeded}
 * @param requestId correlates log, audit and answer; 1 to 128 printable ASCII characters
 * @param staleness how old what is read may be
 */
public record Scope(TenantId tenant, PrincipalId principal, Instant deadline, String requestId, Staleness staleness) {
    /** For work that needs the newest. */
    public Scope(TenantId tenant, PrincipalId principal, Instant deadline, String requestId) {
        this(tenant, principal, deadline, requestId, Staleness.NONE);
    }
}
