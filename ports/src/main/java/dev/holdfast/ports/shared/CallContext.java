package dev.holdfast.ports.shared;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of a use case: who calls, until when, under which request id. First argument of every use case.
 *
 * @param deadline when the caller stops waiting
 * @param requestId 1 to 128 printable ASCII characters
 * @param idempotency present when the caller wants the change to happen once
 * @param staleness how old what is read may be, and where it is told how old it was
 */
public record CallContext(
        Principal principal,
        Instant deadline,
        String requestId,
        Optional<Idempotency> idempotency,
        Staleness staleness) {
    private static final Duration CLAIM_LIFETIME = Duration.ofHours(24);

    /** A call that needs the newest. */
    public CallContext(Principal principal, Instant deadline, String requestId, Optional<Idempotency> idempotency) {
        this(principal, deadline, requestId, idempotency, Staleness.NONE);
    }

    public Scope scope() {
        return new Scope(principal.tenant(), principal.id(), deadline, requestId, staleness);
    }

    /** The same call, of which nothing but the newest will do from here on. */
    public CallContext withNewest() {
        return new CallContext(principal, deadline, requestId, idempotency);
    }

    /** What is written beside a change of this call that happens at {@code now}. */
    public Change change(String action, Instant now) {
        return new Change(
                Moments.toMicros(now),
                action,
                idempotency.map(wish -> new IdempotencyClaim(
                        wish.key(), action, wish.fingerprint(), Moments.toMicros(now.plus(CLAIM_LIFETIME)))));
    }
}
