package dev.holdfast.bench;

import java.util.Optional;

/**
 * One program's run.
 *
 * @param rate operations per second
 * @param p50 of the latency, in microseconds; empty when the program does not tell
 */
record Measurement(long operations, double rate, Optional<Long> p50, Optional<Long> p99, Optional<Cpu.Shares> cpu) {
    boolean disturbed() {
        return cpu.map(Cpu.Shares::disturbed).orElse(false);
    }
}
