package dev.holdfast.http.operations;

import dev.holdfast.ports.operations.Readiness.Check;
import java.util.List;
import java.util.Optional;

/**
 * How the server is.
 *
 * @param checks why, for operators who ask for it
 */
record Health(Status status, Optional<List<Check>> checks) {
    enum Status {
        OK,
        DEGRADED,
        UNAVAILABLE,
        DRAINING
    }

    static Health of(Status status) {
        return new Health(status, Optional.empty());
    }
}
