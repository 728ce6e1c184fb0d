package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.operations.RetentionViews.NewPolicy;
import dev.holdfast.http.operations.RetentionViews.OutcomeView;
import dev.holdfast.http.operations.RetentionViews.PlanView;
import dev.holdfast.http.operations.RetentionViews.PoliciesView;
import dev.holdfast.http.operations.RetentionViews.PolicyView;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.RetentionService;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The endpoints of retention. */
public final class RetentionRoutes {
    private static final String ALL = "/v1/admin/retention";
    private static final String ONE = ALL + "/{kind}";
    private static final String KIND = "kind";
    private static final String KINDS = "One of "
            + Arrays.stream(RetentionKind.values())
                    .map(kind -> "`" + kind.wireName() + "`")
                    .collect(Collectors.joining(", "))
            + ".";

    private final RetentionService retention;

    public RetentionRoutes(RetentionService retention) {
        this.retention = retention;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(list(), get(), set(), remove(), plan(), run());
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get(ALL)
                .named(
                        "retention.list",
                        "List retention policies",
                        "How long the tenant keeps what it has: at most one policy of each kind. What has none is kept for ever. A"
                                + " key that is limited to namespaces is refused here and at every endpoint of retention.")
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The policies, in the order of the kinds.", PoliciesView.class))
                .handledBy(call -> Answer.ok(PoliciesView.of(retention.policies(call.context()))));
    }

    private Endpoint<NoBody> get() {
        return Endpoint.get(ONE)
                .variable(KIND, KINDS)
                .named("retention.get", "Read a retention policy", "The policy of one kind.")
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The policy.", PolicyView.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> Answer.ok(PolicyView.of(retention.policy(call.context(), kind(call)))));
    }

    private Endpoint<NewPolicy> set() {
        return Endpoint.put(ONE)
                .body(NewPolicy.class)
                .variable(KIND, KINDS)
                .named(
                        "retention.set",
                        "Set a retention policy",
                        "Creates or replaces the policy of one kind. From then on the server lets go once a day what is to go by it:"
                                + " look at the plan first. Whatever changed within the last day stays, whatever the policy says.")
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(
                        Reply.json(200, "The policy, replaced.", PolicyView.class),
                        Reply.json(201, "The policy, created.", PolicyView.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    Written<RetentionPolicy> set =
                            retention.set(call.context(), call.body().rule(kind(call)));
                    return Answer.written(set.created(), set.replayed(), PolicyView.of(set.value()));
                });
    }

    private Endpoint<NoBody> remove() {
        return Endpoint.delete(ONE)
                .variable(KIND, KINDS)
                .named(
                        "retention.unset",
                        "Remove a retention policy",
                        "From then on what is of that kind is kept for ever.")
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.empty(204, "There is no policy of that kind any more."))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    retention.remove(call.context(), kind(call));
                    return Answer.empty(204);
                });
    }

    private Endpoint<NoBody> plan() {
        return Endpoint.get(ALL + "/plan")
                .named(
                        "retention.plan",
                        "Look at what would go",
                        "A dry run: how much would go by each policy now, how old it is, and about how much room it takes. Changes"
                                + " nothing. Looks at everything there is of each kind: of much, `holdfast retention plan` has more"
                                + " time.")
                .heavy()
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.REFUSALS)
                .newest()
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "What would go, by policy.", PlanView.class))
                .handledBy(call -> Answer.ok(PlanView.of(retention.plan(call.context()))));
    }

    private Endpoint<NoBody> run() {
        return Endpoint.post(ALL + "/run")
                .named(
                        "retention.run",
                        "Let go what is to go",
                        "Removes for good what is to go by the policies, as the server does once a day, and archives it first where"
                                + " `retention.archive` says so. Ends in time: when `complete` is false, call it again, with another"
                                + " `Idempotency-Key`. An audit entry of the run has the counts, and each batch has one.")
                .heavy()
                .permission(Permission.RETENTION_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(200, "What went.", OutcomeView.class))
                .handledBy(call -> {
                    Written<RetentionOutcome> run = retention.run(call.context());
                    return Answer.written(false, run.replayed(), OutcomeView.of(run.value()));
                });
    }

    private static RetentionKind kind(Call<?> call) {
        String name = call.path(KIND);
        return RetentionKind.named(name).orElseThrow(() -> new NotFound("retention of " + name));
    }
}
