package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.List;

/**
 * How the store is, by one short question.
 *
 * @param at when it was asked
 * @param latencyMs how long the answer took, or how long nothing came
 * @param pools its pools of connections
 */
public record HealthReport(HealthStatus status, Instant at, double latencyMs, String finding, List<PoolFigures> pools) {
    public HealthReport {
        pools = List.copyOf(pools);
    }
}
