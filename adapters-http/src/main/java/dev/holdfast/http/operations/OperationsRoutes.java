package dev.holdfast.http.operations;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.operations.Health.Status;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.ProblemDocument;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.Readiness.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Health and metrics, and the documentation the server gives of itself. None of it is audited: it shows nothing of a tenant. */
public final class OperationsRoutes {
    private static final Duration TRUST = Duration.ofMillis(250);

    private static final String FOR = "for";

    private final RecentReadiness readiness;
    private final RecentReadiness forReads;
    private final BooleanSupplier draining;
    private final MetricsText metrics;
    private final Supplier<Answer.Content> openApi;
    private final DocsPage docs = new DocsPage();
    private final ProblemPages problems = new ProblemPages();

    /**
     * @param forReads whether reads are served while not everything is
     * @param openApi the document of all endpoints, these included
     */
    public OperationsRoutes(
            Readiness readiness,
            Readiness forReads,
            BooleanSupplier draining,
            MetricRegistry metrics,
            Supplier<Answer.Content> openApi) {
        this.readiness = new RecentReadiness(readiness, TRUST, System::nanoTime);
        this.forReads = new RecentReadiness(forReads, TRUST, System::nanoTime);
        this.draining = draining;
        this.metrics = new MetricsText(metrics);
        this.openApi = openApi;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                live(),
                ready("/readyz", "health.ready", "Whether requests should come here"),
                ready("/healthz", "health.check", "The same as /readyz"),
                metrics(),
                openApi(),
                docs(),
                problem());
    }

    private static Endpoint<NoBody> live() {
        return Endpoint.get("/livez")
                .named("health.live", "Whether the process lives", "Looks at the process only, never at the store.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "It does.", Health.class))
                .handledBy(call -> Answer.ok(Health.of(Status.OK)));
    }

    private Endpoint<NoBody> ready(String path, String name, String summary) {
        return Endpoint.get(path)
                .named(
                        name,
                        summary,
                        "Ready is a server whose store works and that is not about to stop. With `verbose`, operators (a"
                                + " caller on the same machine that no proxy speaks for, or a key that may read the audit)"
                                + " also see why. With `for=reads` a server is ready, and says that it is degraded, also while the"
                                + " database answers but takes no writes, or a replica answers reads in its stead.")
                .access(Access.everyoneWithDetailFor(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .query(
                        QueryParameter.flag("verbose", "Whether to say why."),
                        QueryParameter.choice(
                                FOR, List.of("reads"), "What has to be served; everything unless it is said."))
                .replies(
                        Reply.json(200, "Ready; or, asked for reads, degraded.", Health.class),
                        Reply.json(503, "Not ready.", Health.class))
                .handledBy(this::ready);
    }

    private Answer ready(Call<NoBody> call) {
        List<Check> checks = new ArrayList<>(readiness.check());
        Status status = draining.getAsBoolean()
                ? Status.DRAINING
                : checks.stream().allMatch(Check::ok) ? Status.OK : Status.UNAVAILABLE;
        if (status == Status.UNAVAILABLE && call.query().text(FOR).isPresent()) {
            List<Check> ofReads = forReads.check();
            status = ofReads.stream().allMatch(Check::ok) ? Status.DEGRADED : status;
            ofReads.stream().filter(check -> !checks.contains(check)).forEach(checks::add);
        }
        boolean detailed = call.query().flag("verbose") && call.byOperator();
        Health health = new Health(status, detailed ? Optional.of(checks) : Optional.empty());
        return Answer.of(status == Status.OK || status == Status.DEGRADED ? 200 : 503, health);
    }

    private Endpoint<NoBody> metrics() {
        return Endpoint.get("/metrics")
                .named(
                        "metrics.get",
                        "Metrics",
                        "The metrics of the process as Prometheus text. For operators: a caller on the same machine that no"
                                + " proxy speaks for, or a key that may read the audit.")
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "Prometheus text.", MetricsText.MEDIA_TYPE))
                .handledBy(call -> Answer.ok(metrics.render()));
    }

    private Endpoint<NoBody> openApi() {
        return Endpoint.get("/openapi.json")
                .named("docs.openapi", "This document", "The OpenAPI 3.1 document of this server.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "An OpenAPI document.", Reply.JSON))
                .handledBy(call -> Answer.ok(openApi.get()));
    }

    private Endpoint<NoBody> docs() {
        return Endpoint.get("/docs")
                .named(
                        "docs.page",
                        "Documentation for people",
                        "A page that shows this document; it loads nothing from elsewhere.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "A page.", SelfContainedPage.MEDIA_TYPE))
                .handledBy(call -> docs.answer());
    }

    private Endpoint<NoBody> problem() {
        return Endpoint.get(ProblemDocument.TYPE + "{code}")
                .variable("code", "The `code` of a problem.")
                .named(
                        "docs.problem",
                        "What a problem means",
                        "A page for people about one kind of problem: when it is answered, and what to do. The `type` of a problem"
                                + " document is the address of its page.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "A page.", SelfContainedPage.MEDIA_TYPE))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> problems.answer(call.path("code")));
    }
}
