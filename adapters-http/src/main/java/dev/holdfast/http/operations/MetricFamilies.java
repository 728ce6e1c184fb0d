package dev.holdfast.http.operations;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Metrics whose names differ in one place become one family with a label, as Prometheus wants it: Dropwizard knows no labels. The values
 * of a label are names of this program (operations, codes, statements, pools, jobs), so there are few of them, whatever callers send.
 */
final class MetricFamilies {
    /** What is said of metrics that are no family. */
    private static final String PLAIN = "See docs/operations.md.";

    private static final String POOL = "holdfast_(requests|background|health|replica)_pool_";

    /** The first that matches counts. Groups are the values of the labels, in their order. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "holdfast_http_requests_(.+)_([1-5]xx)",
                    "holdfast_http_request_seconds",
                    "How long requests took.",
                    "operation",
                    "status"),
            rule(
                    "holdfast_http_refused_(.+)",
                    "holdfast_http_refused",
                    "Answers that were problems, by their code.",
                    "code"),
            rule(POOL + "Wait", "holdfast_pool_wait_seconds", "How long callers waited for a connection.", "pool"),
            rule(POOL + "Usage", "holdfast_pool_usage_milliseconds", "How long connections were in use.", "pool"),
            rule(
                    POOL + "ConnectionCreation",
                    "holdfast_pool_connection_creation_milliseconds",
                    "How long it took to open a connection.",
                    "pool"),
            rule(
                    POOL + "ConnectionTimeoutRate",
                    "holdfast_pool_connection_timeouts",
                    "Callers who got no connection in time.",
                    "pool"),
            rule(
                    POOL + "([A-Z].*)",
                    "holdfast_pool_%s",
                    "Connections to the database, as the pool counts them.",
                    "pool"),
            rule(
                    "holdfast_pool_(requests|background|replica)_([a-z_]+)",
                    "holdfast_pool_%s",
                    "Connections to the database, and who waits for one.",
                    "pool"),
            rule(
                    "holdfast_sql_(requests|background|health|replica)_(breaker_open|breaker_state|breaker_refused|retry_budget|places_free|waiting|retried_to_success|retried_in_vain)",
                    "holdfast_sql_%s",
                    "Calls of the database: places and who waits for one, retries, and whether the circuit is open.",
                    "pool"),
            rule(
                    "holdfast_sql_failures_(.+)",
                    "holdfast_sql_failures",
                    "Failed calls of the database, by kind.",
                    "kind"),
            rule(
                    "holdfast_sql_(.+)",
                    "holdfast_sql_statement_seconds",
                    "How long calls of the database took, by statement.",
                    "statement"),
            rule(
                    "holdfast_coalesced_(.+)_(batches|calls|failures|waiting)",
                    "holdfast_coalesced_%s",
                    "Calls that shared a round trip with others, and how many such round trips there were.",
                    "statement"),
            rule(
                    "holdfast_transaction_(.+)_(committed|rolled_back|duplicate|unavailable|outcome_unknown|deadline_exceeded"
                            + "|locked|conflict_retry|store_full|internal|invalid_input|not_found|already_exists|stale_version"
                            + "|limit_exceeded|idempotency_mismatch|not_permitted)",
                    "holdfast_transaction_seconds",
                    "How long transactions took, with their waits and repetitions, by what became of them.",
                    "transaction",
                    "outcome"),
            rule(
                    "holdfast_statement_(.+)",
                    "holdfast_mapper_seconds",
                    "How long single statements took, without the wait for a connection.",
                    "statement"),
            rule(
                    "holdfast_replica_reads_(asked|instead|too_stale)",
                    "holdfast_replica_reads",
                    "Reads that the replica answered: as asked, instead of the database, or in vain, being too old.",
                    "why"),
            rule("holdfast_background_(.+)_runs", "holdfast_background_run_seconds", "Work in the background.", "task"),
            rule(
                    "holdfast_background_(.+)_failures",
                    "holdfast_background_failures",
                    "Work in the background that failed, and is tried again.",
                    "task"),
            rule(
                    "holdfast_embedder_failures_(.+)",
                    "holdfast_embedder_failures",
                    "What the embedder refused.",
                    "kind"));

    /** @param family with a place for the rest of the name, when that is no label */
    private record Rule(Pattern pattern, String family, String help, List<String> labels) {}

    private record Member(String family, String help, Labels labels, MetricSnapshot snapshot) {}

    private MetricFamilies() {}

    private static Rule rule(String pattern, String family, String help, String... labels) {
        return new Rule(Pattern.compile(pattern), family, help, List.of(labels));
    }

    static MetricSnapshots of(MetricSnapshots plain) {
        Map<String, List<Member>> families = plain.stream()
                .map(MetricFamilies::member)
                .collect(Collectors.groupingBy(Member::family, TreeMap::new, Collectors.toList()));
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        families.values().forEach(members -> all.metricSnapshot(joined(members)));
        return all.build();
    }

    private static Member member(MetricSnapshot snapshot) {
        String name = snapshot.getMetadata().getPrometheusName();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(name);
            if (matcher.matches()) {
                Labels.Builder labels = Labels.builder();
                for (int i = 0; i < rule.labels().size(); i++) {
                    labels.label(rule.labels().get(i), matcher.group(i + 1));
                }
                String rest =
                        matcher.groupCount() > rule.labels().size() ? snake(matcher.group(matcher.groupCount())) : "";
                return new Member(rule.family().formatted(rest), rule.help(), labels.build(), snapshot);
            }
        }
        return new Member(name, PLAIN, Labels.EMPTY, snapshot);
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static MetricSnapshot joined(List<Member> members) {
        MetricMetadata metadata = new MetricMetadata(
                members.getFirst().family(), members.getFirst().help());
        return switch (members.getFirst().snapshot()) {
            case CounterSnapshot ignored -> new CounterSnapshot(metadata, counters(members));
            case GaugeSnapshot ignored -> new GaugeSnapshot(metadata, gauges(members));
            case SummarySnapshot ignored -> new SummarySnapshot(metadata, summaries(members));
            default ->
                throw new IllegalStateException(metadata.getName() + " is of a kind that Dropwizard does not have");
        };
    }

    private static Collection<CounterDataPointSnapshot> counters(List<Member> members) {
        List<CounterDataPointSnapshot> points = new ArrayList<>();
        for (Member member : members) {
            ((CounterSnapshot) member.snapshot())
                    .getDataPoints()
                    .forEach(point -> points.add(new CounterDataPointSnapshot(
                            point.getValue(), member.labels(), null, point.getCreatedTimestampMillis())));
        }
        return points;
    }

    private static Collection<GaugeDataPointSnapshot> gauges(List<Member> members) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        for (Member member : members) {
            ((GaugeSnapshot) member.snapshot())
                    .getDataPoints()
                    .forEach(point -> points.add(new GaugeDataPointSnapshot(point.getValue(), member.labels(), null)));
        }
        return points;
    }

    private static Collection<SummaryDataPointSnapshot> summaries(List<Member> members) {
        List<SummaryDataPointSnapshot> points = new ArrayList<>();
        for (Member member : members) {
            ((SummarySnapshot) member.snapshot())
                    .getDataPoints()
                    .forEach(point -> points.add(new SummaryDataPointSnapshot(
                            point.getCount(),
                            point.getSum(),
                            point.getQuantiles(),
                            member.labels(),
                            point.getExemplars(),
                            point.getCreatedTimestampMillis())));
        }
        return points;
    }
}
