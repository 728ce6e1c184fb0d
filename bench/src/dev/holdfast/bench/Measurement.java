package dev.holdfast.bench;

import java.util.Optional;

/**
 * One program's run.
 *
 * @param operations that succeeded
 * @param refused that the server would not do, or did not answer
 * @param rate operations per second
 * @param p50 of the latency, in microseconds
 * @param bytes of an answer, where there was one
 */
record Measurement(
        long operations,
        long refused,
        double rate,
        long p50,
        long p99,
        Optional<Double> bytes,
        Optional<Cpu.Shares> cpu,
        Optional<Inside> inside,
        Optional<Long> memory) {
    static Measurement of(Wrk.Output output) {
        return new Measurement(
                output.operations(), output.refused() + output.broken(), output.rate(), output.p50(), output.p99(), Optional.of(output.bytes()),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Measurement of(Pgbench.Output output) {
        return new Measurement(
                output.operations(), 0, output.rate(), output.p50(), output.p99(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    Measurement with(Optional<Cpu.Shares> shares, Optional<Long> resident) {
        return new Measurement(operations, refused, rate, p50, p99, bytes, shares, inside, resident);
    }

    Measurement with(Inside seen) {
        return new Measurement(operations, refused, rate, p50, p99, bytes, cpu, Optional.of(seen), memory);
    }

    boolean disturbed() {
        return cpu.map(Cpu.Shares::disturbed).orElse(false);
    }

    Quantity perSecond() {
        return Quantity.perSecond(rate);
    }

    Quantity median() {
        return Quantity.milliseconds(p50 / 1e3);
    }

    Quantity slow() {
        return Quantity.milliseconds(p99 / 1e3);
    }
}
