package dev.holdfast.bench;

import dev.holdfast.bench.openloop.OpenLoop;
import dev.holdfast.bench.openloop.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Requests at a fixed rate: below what the server can do, and far beyond. */
final class Pace {
    private static final double COMFORTABLE = 0.7;
    private static final double TOO_MUCH = 5;
    private static final Duration PEAK = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
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
     * What is done at {@link Options#BUSY} connections when more is asked for: by the same generator, which takes more of the processors
     * than wrk does, and in the same minute.
     *
     * @param about requests per second that wrk was answered
     */
    double peak(Operation operation, double about) {
        try (OpenLoop loop = loop(operation, Options.BUSY)) {
            loop.run(2 * about, WARM_UP);
            return loop.run(2 * about, PEAK).goodput();
        }
    }

    /**
     * @param of the operation
     * @param peak as {@link #peak} found it
     * @param cpu who was busy meanwhile
     * @param floor as {@link #floor} found it
     */
    record Run(Operation of, double times, double peak, Outcome outcome, Optional<Cpu.Shares> cpu, Optional<Ratio> floor) {
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

        Map<String, Object> json() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("operation", of.kind());
            all.put("times_peak", times);
            all.put("offered", offered().json());
            all.put("goodput", goodput().json());
            all.put("p99_to_p50", tail().json());
            floor.ifPresent(tail -> all.put("p99_to_p50_of_pgbench", tail.json()));
            all.put("refused", outcome.refused());
            all.put("refusal_p99", refusal().json());
            all.put("broken", outcome.broken());
            cpu.ifPresent(shares -> all.put("busy_processors", ContestJson.processors(shares)));
            return all;
        }

        Ratio refusal() {
            return Quantity.of(outcome.refusal99() / 1e3, Quantity.Unit.SECONDS)
                    .to(Quantity.of(1, Quantity.Unit.SECONDS), "goal");
        }
    }

    /** p99 to p50 of pgbench at as large a share of its own peak. To be asked for before the {@link #peak}, which it would part from its share. */
    Optional<Ratio> floor(Operation operation, ByPgbench pgbench) {
        return pgbench.tail(operation, COMFORTABLE, WARM_UP, time);
    }

    Run comfortable(Operation operation, double peak, Optional<Ratio> floor) {
        return run(operation, COMFORTABLE, peak, FEW, floor);
    }

    Run tooMuch(Operation operation, double peak) {
        return run(operation, TOO_MUCH, peak, MANY, Optional.empty());
    }

    private OpenLoop loop(Operation operation, int connections) {
        String raw = operation.requests().getFirst().raw(holdfast.authority(), Optional.of(holdfast.key()));
        Blank blank = new Blank(raw);
        return new OpenLoop(
                holdfast.port(),
                () -> blank.filled(place -> place.drawn(ThreadLocalRandom.current(), workload.lastKey())),
                connections);
    }

    private Run run(Operation operation, double times, double peak, int connections, Optional<Ratio> floor) {
        Outcome outcome;
        Optional<Cpu.Shares> cpu;
        try (OpenLoop loop = loop(operation, connections)) {
            // All connections are open then, and what a connection does for the first time is done.
            loop.run(peak * Math.min(times, COMFORTABLE), WARM_UP);
            Optional<Cpu> before = Cpu.now(OptionalLong.of(holdfast.pid()), holdfast.postgres().pid());
            long start = System.nanoTime();
            outcome = loop.run(peak * times, time);
            double seconds = (System.nanoTime() - start) / 1e9;
            cpu = before.flatMap(then -> Cpu.now(OptionalLong.of(holdfast.pid()), holdfast.postgres().pid())
                    .map(now -> now.since(then, seconds)));
        }
        database.settle();
        return new Run(operation, times, peak, outcome, cpu, floor);
    }
}
