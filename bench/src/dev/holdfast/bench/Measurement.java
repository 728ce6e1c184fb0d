package dev.holdfast.bench;

import java.util.Optional;

/**
 * One program's run.
 *
 * @param operations that succeeded
 * @param refused that the server would not do
 * @param rate operations per second
 * @param p50 of the latency, in microseconds
 */
record Measurement(long operations, long refused, double rate, long p50, long p99, Optional<Cpu.Shares> cpu) {
    boolean disturbed() {
        return cpu.map(Cpu.Shares::disturbed).orElse(false);
    }
}
