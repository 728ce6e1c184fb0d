package dev.holdfast.ports.operations;

import java.util.Collection;

/** How good something is, the best first. */
public enum HealthStatus {
    OK,
    /** Works, and will not for ever or not for everybody. */
    WARNING,
    FAILED;

    /** The worst of what was found; {@link #OK} when nothing was. */
    public static HealthStatus worst(Collection<HealthStatus> found) {
        return found.stream().reduce(OK, (left, right) -> left.compareTo(right) > 0 ? left : right);
    }
}
