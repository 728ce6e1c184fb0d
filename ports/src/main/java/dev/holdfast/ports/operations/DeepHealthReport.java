package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.List;

/**
 * How the store is, by every look there is.
 *
 * @param status the worst of the checks
 * @param at when it was begun
 * @param tookMs how long it took
 */
public record DeepHealthReport(HealthStatus status, Instant at, long tookMs, List<Finding> checks) {
    public DeepHealthReport {
        checks = List.copyOf(checks);
    }
}
