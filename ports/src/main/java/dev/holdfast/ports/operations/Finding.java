package dev.holdfast.ports.operations;

import java.util.List;
import java.util.Optional;

/**
 * What one look came to.
 *
 * @param name of what was looked at: short and stable, such as {@code disk}
 * @param finding what it is like, for an operator; never a secret, an address with credentials, or database text
 * @param next what to do; empty when nothing has to be done
 * @param figures what was measured
 */
public record Finding(String name, HealthStatus status, String finding, Optional<String> next, List<Figure> figures) {
    public Finding {
        figures = List.copyOf(figures);
    }

    public static Finding ok(String name, String finding, Figure... figures) {
        return new Finding(name, HealthStatus.OK, finding, Optional.empty(), List.of(figures));
    }

    public static Finding warning(String name, String finding, String next, Figure... figures) {
        return new Finding(name, HealthStatus.WARNING, finding, Optional.of(next), List.of(figures));
    }

    public static Finding failed(String name, String finding, String next, Figure... figures) {
        return new Finding(name, HealthStatus.FAILED, finding, Optional.of(next), List.of(figures));
    }
}
