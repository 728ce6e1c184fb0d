package dev.holdfast.bench;

import dev.holdfast.bench.recall.RecallBench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was promised, and what was found. */
final class Budgets {
    static final long IDLE_MEGABYTES = 160;
    static final long BUSY_MEGABYTES = 300;

    private static final String GOAL = "goal";

    private final Findings findings;
    private final List<Budget> budgets = new ArrayList<>();

    private Budgets(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param goal that the ratio is not to fall below, or not to exceed
     * @param measured nothing where this run did not look
     */
    record Budget(String what, boolean atLeast, double goal, Optional<Ratio> measured) {
        Optional<Boolean> met() {
            return measured.map(ratio -> atLeast ? ratio.value() >= goal : ratio.value() <= goal);
        }

        String goalText() {
            return (atLeast ? ">= " : "<= ") + String.format(Locale.ROOT, "%.2f", goal);
        }

        String verdict() {
            return met().map(yes -> yes ? "met" : "missed").orElse("not measured");
        }

        Map<String, Object> json() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("what", what);
            all.put("goal", goalText());
            all.put("verdict", verdict());
            measured.ifPresent(ratio -> all.put("measured", ratio.json()));
            return all;
        }
    }

    static List<Budget> of(Findings findings) {
        Budgets all = new Budgets(findings);
        all.throughput();
        all.searches();
        all.growth();
        all.pace();
        all.footprint();
        return all.budgets;
    }

    private void throughput() {
        int busy = Options.BUSY;
        least("point read, 64 connections / pgbench", 0.8, rate(Operations.READ, busy, ByPgbench.NAME));
        least("point read, 64 connections / bare Spring Boot", 2.5, rate(Operations.READ, busy, Peer.SPRING));
        most(
                "point read, 1 connection: latency / pgbench",
                2.5,
                findings.find(Operations.READ, 1).flatMap(contest -> contest.latency(ByPgbench.NAME)));
        least("upsert with Idempotency-Key, 64 connections / pgbench", 1.5, rate(Operations.ONCE, busy, ByPgbench.NAME));
        least("upsert, 64 connections / bare Spring Boot", 2, rate(Operations.UPSERT, busy, Peer.SPRING));
        least("batch of 1,000 memories / COPY of the same rows", 0.8, findings.load);
        least("ingest of chunks with vectors of 384 numbers / COPY of the same rows", 0.8, findings.ingest);
    }

    private void searches() {
        Optional<Ratio> byVectors = rate(Operations.HYBRID, Options.BUSY, ByPgbench.NAME);
        boolean indexed = findings.indexedSearch.isPresent();
        least("search by words and HNSW, 64 connections / pgbench", 0.8, indexed ? byVectors : Optional.empty());
        least(
                "what HNSW finds of the ten nearest / what comparing everything finds",
                0.95,
                findings.overlap.map(share -> Quantity.of(share, Quantity.Unit.SHARE)
                        .to(Quantity.of(1, Quantity.Unit.SHARE), "exact search")));
        most(
                "exact search of " + Vectors.MOST + " x " + Vectors.DIMENSION + " / 30 ms",
                1,
                findings.options.rows() < Vectors.MOST
                        ? Optional.empty()
                        : findings.exactSearch.map(time -> time.to(Quantity.milliseconds(30), GOAL)));
        most(
                "recall at 100,000 memories, p50 / 10 ms",
                1,
                findings.options.rows() < 100_000
                        ? Optional.empty()
                        : findings.find(Operations.RECALL, 1)
                                .map(contest -> Quantity.milliseconds(
                                                contest.median(OverHttp.NAME, each -> each.p50() / 1e3))
                                        .to(Quantity.milliseconds(10), GOAL)));
    }

    private void growth() {
        grown("get at 1,000,000 memories / at 10,000", RecallBench.GET, 1.5);
        grown("put at 1,000,000 memories / at 10,000", RecallBench.PUT, 1.5);
        grown("text search at 1,000,000 memories / at 10,000", RecallBench.SEARCH, 3);
    }

    private void grown(String what, String operation, double goal) {
        most(
                what,
                goal,
                findings.growth.stream()
                        .filter(step -> step.operation().equals(operation) && step.memories() == 1_000_000)
                        .map(Growth.Step::median)
                        .findFirst());
    }

    private void pace() {
        for (String kind : List.of(Operations.READ, Operations.UPSERT)) {
            Optional<Pace.Run> comfortable = run(kind, false);
            most(kind + " at 70 % of peak: p99 / p50", 5, comfortable.map(Pace.Run::tail));
            Optional<Pace.Run> tooMuch = run(kind, true);
            least(kind + " at 5 x peak: goodput / peak", 0.8, tooMuch.map(Pace.Run::goodput));
            most(
                    kind + " at 5 x peak: p99 of refusals / 1 s",
                    1,
                    tooMuch.filter(found -> found.outcome().refused() > 0).map(Pace.Run::refusal));
        }
    }

    private Optional<Pace.Run> run(String kind, boolean tooMuch) {
        return findings.paces.stream()
                .filter(found -> found.of().kind().equals(kind) && found.times() > 1 == tooMuch)
                .findFirst();
    }

    private void footprint() {
        Optional<Start> start = findings.start;
        most(
                "start on a database that serves, with what the launcher keeps / 1 s",
                1,
                start.flatMap(Start::joiningWarm).map(time -> seconds(time, 1)));
        if (!findings.options.installedPostgres()) {
            most("start with the embedded PostgreSQL, warm / 3 s", 1, start.map(times -> seconds(times.warm(), 3)));
        }
        most("resident memory idle / " + IDLE_MEGABYTES + " MB", 1, findings.idleMemory.map(bytes -> memory(bytes, IDLE_MEGABYTES)));
        most("resident memory after load / " + BUSY_MEGABYTES + " MB", 1, findings.busyMemory.map(bytes -> memory(bytes, BUSY_MEGABYTES)));
    }

    static Ratio seconds(Duration time, double goal) {
        return Quantity.of(time.toNanos() / 1e9, Quantity.Unit.SECONDS)
                .to(Quantity.of(goal, Quantity.Unit.SECONDS), GOAL);
    }

    static Ratio memory(long bytes, long goal) {
        return Quantity.megabytes(bytes).to(Quantity.megabytes(goal * 1024 * 1024), GOAL);
    }

    private Optional<Ratio> rate(String kind, int connections, String other) {
        return findings.find(kind, connections).flatMap(contest -> contest.rate(other));
    }

    private void least(String what, double goal, Optional<Ratio> measured) {
        budgets.add(new Budget(what, true, goal, measured));
    }

    private void most(String what, double goal, Optional<Ratio> measured) {
        budgets.add(new Budget(what, false, goal, measured));
    }
}
