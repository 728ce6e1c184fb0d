package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.DeepHealthReport;
import dev.holdfast.ports.operations.HealthHistory;
import dev.holdfast.ports.operations.HealthReport;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.HealthStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How the store is, for operators. Not audited: it shows nothing of a tenant. */
public final class HealthRoutes {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final String WHO =
            " For operators: a caller on the same machine that no proxy speaks for, or a key that may read the audit.";

    private final HealthService health;
    private final Clock clock;

    public HealthRoutes(HealthService health, Clock clock) {
        this.health = health;
        this.clock = clock;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(shallow(), deep(), history());
    }

    private Endpoint<NoBody> shallow() {
        return Endpoint.get("/v1/admin/health")
                .named(
                        "health.shallow",
                        "How the store is",
                        "Asks the store one short question and looks at the pools of connections." + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(
                        Reply.json(200, "It answers.", HealthReport.class),
                        Reply.json(503, "It does not answer.", HealthReport.class))
                .handledBy(call -> {
                    HealthReport report = health.report();
                    return Answer.of(status(report.status()), report);
                });
    }

    private Endpoint<NoBody> deep() {
        return Endpoint.get("/v1/admin/health/deep")
                .named(
                        "health.deep",
                        "How the store is, looked at closely",
                        "Writes, reads back and deletes a row, joins real rows, and looks at what would end badly: settings,"
                                + " connections, transactions, replication, disk, indexes. Takes up to half a minute when the"
                                + " store does not answer."
                                + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(
                        Reply.json(200, "No check failed.", DeepHealthReport.class),
                        Reply.json(503, "A check failed.", DeepHealthReport.class))
                .handledBy(call -> {
                    DeepHealthReport report = health.examine();
                    return Answer.of(status(report.status()), report);
                });
    }

    private Endpoint<NoBody> history() {
        return Endpoint.get("/v1/admin/health/history")
                .named(
                        "health.history",
                        "How the store was",
                        "What this server found in the last 24 hours, the oldest first: at most "
                                + HealthService.MOST_SAMPLES
                                + " samples, and `next_since` when there are more. Gone when it stops."
                                + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .query(QueryParameter.moment("since", "What was found after this moment; an hour ago unless said."))
                .replies(Reply.json(200, "What was found.", HealthHistory.class))
                .handledBy(call -> Answer.ok(health.history(
                        call.query().moment("since").orElse(clock.instant().minus(LATELY)))));
    }

    private static int status(HealthStatus status) {
        return status == HealthStatus.FAILED ? 503 : 200;
    }
}
