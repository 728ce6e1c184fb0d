package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came out, for a terminal. Every figure stands beside what it is compared with. */
final class Table {
    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    Table(Findings findings) {
        this.findings = findings;
    }

    String text() {
        line("");
        line("Holdfast over HTTP against pgbench running the same SQL on the same database, and against bare servers");
        line("%s", findings.title());
        contests();
        paces();
        if (!findings.stores.isEmpty()) {
            line("");
            line("%-52s %7s  %s", "latency over HTTP / in the other's own way, one caller", "ratio", "Holdfast of the other");
            findings.stores.forEach(each -> line(
                    "%-52s %7s  %s", each.operation() + " / " + each.store(), each.latency().text(), each.latency().figures()));
        }
        if (!findings.growth.isEmpty()) {
            line("");
            line("%-52s %9s %7s  %s", "one caller, growing", "memories", "ratio", "median of that at the first size");
            findings.growth.forEach(step -> line(
                    "%-52s %,9d %7s  %s", step.operation(), step.memories(), step.median().text(), step.median().figures()));
        }
        starts();
        budgets();
        return text.toString();
    }

    private void contests() {
        line("");
        line(
                "%-40s %5s | %5s %13s | %5s %6s %7s | %7s | %s",
                "rate / pgbench's", "conns", "ratio", "min - max", "to 16", "Spring", "fastify", "latency", "Holdfast of pgbench");
        for (Contest contest : findings.contests) {
            Optional<Ratio> ratio = contest.rate(ByPgbench.NAME);
            double[] all = contest.ratios(ByPgbench.NAME);
            line(
                    "%-40s %5d | %5s %5.2f - %5.2f | %5s %6s %7s | %7s | %s%s",
                    contest.operation().title(),
                    contest.connections(),
                    ratio.map(Ratio::text).orElse(""),
                    Contest.least(all),
                    Contest.most(all),
                    contest.rate(ByPgbench.FEW_NAME).map(Ratio::text).orElse(""),
                    contest.rate(Peer.SPRING).map(Ratio::text).orElse(""),
                    contest.rate(Peer.FASTIFY).map(Ratio::text).orElse(""),
                    contest.latency(ByPgbench.NAME).map(Ratio::text).orElse(""),
                    ratio.map(Ratio::figures).orElse(""),
                    marks(contest));
        }
        line("");
        line("ratio      median over the rounds of Holdfast / pgbench with as many connections; min - max how far the rounds lie apart");
        line("to 16      the same to pgbench with 16 connections; Spring, fastify: Holdfast's rate / theirs, which do less (README)");
        line("latency    Holdfast's median / pgbench's");
        if (findings.contests.stream().anyMatch(contest -> contest.disturbed() > 0)) {
            line("disturbed  rounds that shared the machine with other work, also when they were repeated; do not quote them");
        }
        line("");
        line(
                "%-40s %5s | %-34s | %4s %7s %5s | %9s | %s",
                "of Holdfast", "conns", "processors: server, db, wrk, other", "trips", "kB/req", "GC %", "p99 / p50",
                "resident memory of what is allowed");
        for (Contest contest : findings.contests) {
            line(
                    "%-40s %5d | %-34s | %s | %9.1f | %s",
                    contest.operation().title(),
                    contest.connections(),
                    processors(contest),
                    inside(contest),
                    contest.median(OverHttp.NAME, each -> (double) each.p99() / Math.max(1, each.p50())),
                    memory(contest));
        }
        line("");
        line("trips      round trips to the database for each request; kB allocated for each; share of the time spent collecting garbage");
    }

    /** Resident memory to the goal. */
    private static String memory(Contest contest) {
        return contest.rounds().stream().allMatch(round -> round.holdfast().memory().isPresent())
                ? Budgets.memory((long) contest.median(OverHttp.NAME, each -> each.memory().orElseThrow()), Budgets.BUSY_MEGABYTES)
                        .figures()
                : "not told here";
    }

    private static String processors(Contest contest) {
        if (contest.rounds().stream().anyMatch(round -> round.holdfast().cpu().isEmpty())) {
            return "not told here";
        }
        return String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f %.2f",
                contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().server()),
                contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().database()),
                contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().generator()),
                contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().others()));
    }

    private static String inside(Contest contest) {
        return String.format(
                Locale.ROOT,
                "%4.2f %7.1f %5.1f",
                contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().roundTrips()),
                contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().allocated() / 1024),
                contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().collecting() * 100));
    }

    private static String marks(Contest contest) {
        return (contest.refused() > 0 ? "  refused: " + contest.refused() : "")
                + (contest.repeated().isEmpty() ? "" : "  repeated: " + contest.repeated().size())
                + (contest.disturbed() > 0 ? "  disturbed: " + contest.disturbed() : "");
    }

    private void paces() {
        if (findings.paces.isEmpty()) {
            return;
        }
        line("");
        line(
                "%-24s | %-34s | %-34s | %-30s | %-8s | %s",
                "at a fixed rate", "offered / peak", "goodput / peak", "p99 / p50", "pgbench", "refused, p99 of refusals / 1 s");
        for (Pace.Run run : findings.paces) {
            line(
                    "%-17s x %4.1f | %-34s | %-34s | %-30s | %-8s | %d%s%s",
                    run.of().kind(),
                    run.times(),
                    run.offered().text() + "  " + run.offered().figures(),
                    run.goodput().text() + "  " + run.goodput().figures(),
                    run.tail().text() + "  " + run.tail().figures(),
                    run.floor().map(Ratio::text).orElse(""),
                    run.outcome().refused(),
                    run.outcome().refused() > 0 ? ", " + run.refusal().text() : "",
                    run.outcome().broken() > 0 ? "  broken: " + run.outcome().broken() : "");
        }
    }

    private void starts() {
        findings.start.ifPresent(start -> {
            line("");
            line("%-58s %6s  %s", "from the launch until ready", "ratio", "to the usual start, or to what it is called beside");
            start("very first, making the database", start.fresh(), start.warm());
            start("without what the last one left", start.cold(), start.warm());
            start.joining().forEach((how, time) -> start("on a database that serves: " + how, time, start.warm()));
            findings.idleMemory.ifPresent(idle -> findings.busyMemory.ifPresent(busy -> {
                Ratio grown = Quantity.megabytes(busy).to(Quantity.megabytes(idle), "idle");
                line("%-58s %6s  %s", "resident memory after load / idle", grown.text(), grown.figures());
            }));
        });
        findings.indexedSearch.ifPresent(ratio -> line(
                "%-58s %6s  %s", "search by an index over vectors / exact, one caller", ratio.text(), ratio.figures()));
    }

    private void start(String what, Duration time, Duration usual) {
        Ratio ratio = Quantity.of(time.toNanos() / 1e9, Quantity.Unit.SECONDS)
                .to(Quantity.of(usual.toNanos() / 1e9, Quantity.Unit.SECONDS), "usual start");
        line("%-58s %6s  %s", what, ratio.text(), ratio.figures());
    }

    private void budgets() {
        line("");
        line("%-72s %8s %8s  %-13s %s", "budget", "goal", "measured", "", "of what");
        List<Budgets.Budget> all = Budgets.of(findings);
        for (Budgets.Budget budget : all) {
            line(
                    "%-72s %8s %8s  %-13s %s",
                    budget.what(),
                    budget.goalText(),
                    budget.measured().map(Ratio::text).orElse(""),
                    budget.verdict(),
                    budget.measured().map(Ratio::figures).orElse(""));
        }
        line("");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
