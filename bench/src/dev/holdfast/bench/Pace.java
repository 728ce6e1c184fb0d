package dev.holdfast.bench;

import dev.holdfast.bench.openloop.OpenLoop;
import dev.holdfast.bench.openloop.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Requests at a fixed rate: below what the server can do, and far beyond. */
final class Pace {
    private static final double COMFORTABLE = 0.7;
    private static final double TOO_MUCH = 5;
    private static final int FEW = 128;
    private static final int MANY = 1_500;

    private final Holdfast holdfast;
    private final Database database;
    private final Workload workload;
    private final Duration time;

    Pace(Options options, Holdfast holdfast, Database database, Workload workload) {
        this.holdfast = holdfast;
        this.database = database;
        this.workload = workload;
        this.time = Duration.ofSeconds(options.isShort() ? 5 : 10);
    }

    /**
     * @param of the operation
     * @param peak its rate at many connections, each of which waits for its answers
     * @param cpu who was busy meanwhile
     */
    record Run(Operation of, double times, double peak, Outcome outcome, Optional<Cpu.Shares> cpu) {
        /** How much of the peak was done. */
        Ratio goodput() {
            return Quantity.perSecond(outcome.goodput()).to(Quantity.perSecond(peak), "peak");
        }

        /** How much was asked for: the generator may not get to what it should. */
        Ratio offered() {
            return Quantity.perSecond(outcome.offered()).to(Quantity.perSecond(peak), "peak");
        }

        Ratio tail() {
            return Quantity.milliseconds(outcome.p99()).to(Quantity.milliseconds(outcome.p50()), "median");
        }

        Ratio refusal() {
            return Quantity.of(outcome.refusal99() / 1e3, Quantity.Unit.SECONDS)
                    .to(Quantity.of(1, Quantity.Unit.SECONDS), "goal");
        }
    }

    Run comfortable(Operation operation, double peak) {
        return run(operation, COMFORTABLE, peak, FEW);
    }

    Run tooMuch(Operation operation, double peak) {
        return run(operation, TOO_MUCH, peak, MANY);
    }

    private Run run(Operation operation, double times, double peak, int connections) {
        String raw = operation.requests().getFirst().raw(holdfast.authority(), Optional.of(holdfast.key()));
        OpenLoop loop = new OpenLoop(
                holdfast.port(),
                () -> Template.fill(raw, place -> Long.toString(place.drawn(ThreadLocalRandom.current(), workload.lastKey())))
                        .getBytes(StandardCharsets.UTF_8),
                connections);
        loop.run(Math.min(peak * times, peak) / 2, Duration.ofSeconds(1)); // connections are open then
        Optional<Cpu> before = Cpu.now(OptionalLong.of(holdfast.pid()), holdfast.postgres().pid());
        long start = System.nanoTime();
        Outcome outcome = loop.run(peak * times, time);
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<Cpu.Shares> cpu = before.flatMap(
                then -> Cpu.now(OptionalLong.of(holdfast.pid()), holdfast.postgres().pid()).map(now -> now.since(then, seconds)));
        database.settle();
        return new Run(operation, times, peak, outcome, cpu);
    }
}
