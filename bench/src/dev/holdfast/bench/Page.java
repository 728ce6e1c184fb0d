package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came out, as one page that needs nothing from elsewhere: tables, and plots in SVG, by day and by night. */
final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --paper: #fcfcfd;
              --a: #0d74ce; --b: #ab6400; --c: #208368; --d: #8d8d99; --good: #218358; --bad: #ce2c31; }
            @media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e; --paper: #111113;
              --a: #70b8ff; --b: #ffca16; --c: #1fd8a4; --d: #8b8d98; --good: #3dd68c; --bad: #ff9592; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem } p { margin: .3rem 0; color: var(--soft) }
            .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
            th, td { text-align: left; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
            th { font-weight: 600 } td:not(:first-child) { white-space: nowrap } .met { color: var(--good); font-weight: 600 } .missed { color: var(--bad); font-weight: 600 }
            .soft { color: var(--soft) } svg { width: 100%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: var(--ink) }
            svg .soft { fill: var(--soft) } .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 1em }
            """;

    private final Findings findings;
    private final StringBuilder html = new StringBuilder();

    Page(Findings findings) {
        this.findings = findings;
    }

    void write(Path file) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Holdfast, measured</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Holdfast, measured</h1>\n");
        paragraph(findings.title());
        paragraph("Ratios hold within this run; the figures in parentheses are this machine's. bench/README.md says how it is done.");
        budgets();
        rates();
        processors();
        paces();
        others();
        html.append("</body></html>\n");
        Texts.write(file, html.toString());
    }

    private void budgets() {
        List<Budgets.Budget> all = Budgets.of(findings);
        long met = all.stream().filter(each -> each.met().orElse(false)).count();
        long measured = all.stream().filter(each -> each.met().isPresent()).count();
        heading("Budgets: " + met + " of " + measured + " met");
        table(List.of("budget", "goal", "measured", "", "of what"), all.stream()
                .map(each -> List.of(
                        escaped(each.what()),
                        escaped(each.goalText()),
                        each.measured().map(Ratio::text).orElse(""),
                        "<span class=\"" + each.verdict().replace(' ', '-') + "\">" + each.verdict() + "</span>",
                        "<span class=\"soft\">" + each.measured().map(Ratio::figures).orElse("") + "</span>"))
                .toList());
    }

    private void rates() {
        heading("Requests per second, as a share of pgbench's");
        paragraph("pgbench runs the very SQL that the server sends, with as many connections; the line is 1. Thin lines show the rounds' least and"
                + " most. The bare servers read and write one table of their own, without authentication, tenants, history or audit.");
        legend(List.of(OverHttp.NAME, Peer.SPRING, Peer.FASTIFY));
        List<Bars.Group> groups = new ArrayList<>();
        for (Contest contest : findings.contests) {
            List<Bars.Bar> bars = new ArrayList<>();
            contest.rate(ByPgbench.NAME).ifPresent(ratio -> {
                double[] all = contest.ratios(ByPgbench.NAME);
                bars.add(new Bars.Bar("a", ratio.value(), Contest.least(all), Contest.most(all), label(ratio)));
                peer(contest, Peer.SPRING, "b").ifPresent(bars::add);
                peer(contest, Peer.FASTIFY, "c").ifPresent(bars::add);
            });
            groups.add(new Bars.Group(contest.operation().title() + ", " + contest.connections(), bars));
        }
        html.append(Bars.svg(groups, 1));
    }

    /** A peer's rate to that of pgbench with Holdfast's SQL. */
    private static Optional<Bars.Bar> peer(Contest contest, String name, String color) {
        if (!contest.has(name)) {
            return Optional.empty();
        }
        Ratio ratio = Quantity.perSecond(contest.median(name, Measurement::rate))
                .to(Quantity.perSecond(contest.median(ByPgbench.NAME, Measurement::rate)), ByPgbench.NAME);
        return Optional.of(new Bars.Bar(color, ratio.value(), ratio.value(), ratio.value(), label(ratio)));
    }

    private static String label(Ratio ratio) {
        return ratio.text() + "  (" + ratio.figures() + ")";
    }

    private void processors() {
        heading("Who was busy");
        paragraph("Processors at work while Holdfast was measured. Where they add up to all there are, the processor is the limit.");
        legend(List.of("server", "PostgreSQL", "load generator", "others"));
        List<Bars.Stack> stacks = new ArrayList<>();
        for (Contest contest : findings.contests) {
            if (contest.rounds().stream().allMatch(round -> round.holdfast().cpu().isPresent())) {
                stacks.add(new Bars.Stack(contest.operation().title() + ", " + contest.connections(), List.of(
                        contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().server()),
                        contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().database()),
                        contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().generator()),
                        contest.median(OverHttp.NAME, each -> each.cpu().orElseThrow().others()))));
            }
        }
        html.append(Bars.stacked(stacks, Runtime.getRuntime().availableProcessors()));
        heading("Inside the server");
        table(
                List.of("operation", "connections", "round trips per request (alone)", "allocated per request", "collecting garbage", "bytes of an answer"),
                findings.contests.stream()
                        .map(contest -> List.of(
                                escaped(contest.operation().title()),
                                Integer.toString(contest.connections()),
                                String.format(
                                        Locale.ROOT,
                                        "%.2f (%d)",
                                        contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().roundTrips()),
                                        findings.roundTrips.getOrDefault(contest.operation().kind(), 0)),
                                String.format(Locale.ROOT, "%.1f kB",
                                        contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().allocated() / 1024)),
                                String.format(Locale.ROOT, "%.1f %%",
                                        contest.median(OverHttp.NAME, each -> each.inside().orElseThrow().collecting() * 100)),
                                String.format(Locale.ROOT, "%.0f",
                                        contest.median(OverHttp.NAME, each -> each.bytes().orElse(0.0)))))
                        .toList());
    }

    private void paces() {
        if (findings.paces.isEmpty()) {
            return;
        }
        heading("At a fixed rate");
        paragraph("Requests are due at a fixed rate, whatever the server makes of them; latency counts from when they were due."
                + " Beside its tail, that of pgbench at as large a share of its own peak.");
        table(
                List.of("operation", "offered / peak", "goodput / peak", "p99 / p50", "pgbench", "refused", "p99 of refusals / 1 s"),
                findings.paces.stream()
                        .map(run -> List.of(
                                escaped(run.of().title()) + String.format(Locale.ROOT, ", x %.1f", run.times()),
                                both(run.offered()),
                                both(run.goodput()),
                                both(run.tail()),
                                run.floor().map(Page::both).orElse(""),
                                Long.toString(run.outcome().refused()),
                                run.outcome().refused() > 0 ? both(run.refusal()) : ""))
                        .toList());
    }

    private void others() {
        if (!findings.stores.isEmpty()) {
            heading("Stores of other make, one caller");
            paragraph("Latency of Holdfast over HTTP to that of the other in its own way, in one process or over a pipe; below 1 Holdfast is faster.");
            table(List.of("store", "operation", "latency"), findings.stores.stream()
                    .map(each -> List.of(escaped(each.store()), escaped(each.operation()), both(each.latency())))
                    .toList());
        }
        if (!findings.growth.isEmpty()) {
            heading("Growing");
            table(List.of("operation", "memories", "median to that at the first size"), findings.growth.stream()
                    .map(step -> List.of(
                            escaped(step.operation()),
                            String.format(Locale.ROOT, "%,d", step.memories()),
                            both(step.median())))
                    .toList());
            html.append(Bars.svg(findings.growth.stream()
                    .map(step -> new Bars.Group(
                            step.operation() + String.format(Locale.ROOT, ", %,d", step.memories()),
                            List.of(new Bars.Bar(
                                    "a", step.median().value(), step.median().value(), step.median().value(), label(step.median())))))
                    .toList(), 1));
        }
        findings.start.ifPresent(start -> {
            heading("From the launch until ready, to the goal of its kind");
            List<Bars.Group> groups = new ArrayList<>();
            start.joining().forEach((how, time) -> groups.add(group("on a database that serves: " + how, Budgets.seconds(time, 1))));
            groups.add(group("with its own, warm", Budgets.seconds(start.warm(), 3)));
            groups.add(group("with its own, without what the last one left", Budgets.seconds(start.cold(), 3)));
            groups.add(group("very first, making the database", Budgets.seconds(start.fresh(), 3)));
            html.append(Bars.svg(groups, 1));
        });
    }

    private static Bars.Group group(String title, Ratio ratio) {
        return new Bars.Group(
                title, List.of(new Bars.Bar("a", ratio.value(), ratio.value(), ratio.value(), label(ratio))));
    }

    private static String both(Ratio ratio) {
        return ratio.text() + " <span class=\"soft\">(" + ratio.figures() + ")</span>";
    }

    private void heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void paragraph(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private void legend(List<String> names) {
        html.append("<p>");
        for (int i = 0; i < names.size(); i++) {
            html.append("<span class=\"key\" style=\"background: var(--").append("abcd".charAt(i)).append(")\"></span>").append(escaped(names.get(i)));
        }
        html.append("</p>\n");
    }

    private void table(List<String> heads, List<List<String>> rows) {
        html.append("<div class=\"scroll\"><table><tr>");
        heads.forEach(head -> html.append("<th>").append(escaped(head)).append("</th>"));
        html.append("</tr>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
