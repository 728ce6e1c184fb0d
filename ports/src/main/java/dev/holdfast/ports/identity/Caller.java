package dev.holdfast.ports.identity;

import dev.holdfast.domain.identity.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Who presented a good credential.
 *
 * @param until when it stops being good by itself; empty for never
 */
public record Caller(Principal principal, Optional<Instant> until) {
    public boolean knownAt(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isEmpty();
    }
}
