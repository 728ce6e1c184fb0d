package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.List;

/** The pools at one moment, as they are remembered. */
public record PoolSample(Instant at, List<PoolFigures> pools) {
    public PoolSample {
        pools = List.copyOf(pools);
    }
}
