package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found lately, the oldest first.
 *
 * @param notices what became better or worse
 * @param nextSince where to go on when there was more than one answer holds
 */
public record HealthHistory(
        List<HealthSample> samples, List<PoolSample> pools, List<HealthNotice> notices, Optional<Instant> nextSince) {
    public HealthHistory {
        samples = List.copyOf(samples);
        pools = List.copyOf(pools);
        notices = List.copyOf(notices);
    }
}
