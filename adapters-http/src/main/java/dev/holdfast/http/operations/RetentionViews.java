package dev.holdfast.http.operations;

import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.operations.RetentionPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the endpoints of retention take and answer. */
final class RetentionViews {
    private RetentionViews() {}

    record NewPolicy(Optional<Integer> maxAgeDays, Optional<Integer> maxCount, Optional<Integer> keepImportance) {
        RetentionRule rule(RetentionKind kind) {
            return new RetentionRule(kind, maxAgeDays, maxCount.map(Integer::longValue), keepImportance);
        }
    }

    record PolicyView(
            RetentionKind kind,
            Optional<Integer> maxAgeDays,
            Optional<Long> maxCount,
            Optional<Integer> keepImportance,
            Revision version,
            Instant updatedAt,
            PrincipalId updatedBy) {
        static PolicyView of(RetentionPolicy policy) {
            RetentionRule rule = policy.rule();
            return new PolicyView(
                    rule.kind(),
                    rule.maxAgeDays(),
                    rule.maxCount(),
                    rule.keepImportance(),
                    policy.version(),
                    policy.updatedAt(),
                    policy.updatedBy());
        }
    }

    record PoliciesView(List<PolicyView> items) {
        static PoliciesView of(List<RetentionPolicy> policies) {
            return new PoliciesView(policies.stream().map(PolicyView::of).toList());
        }
    }

    record PlanItem(
            RetentionKind kind,
            long rows,
            long versions,
            long bytes,
            Optional<Instant> oldest,
            Optional<Instant> newest) {
        static PlanItem of(RetentionPlan plan) {
            return new PlanItem(
                    plan.policy().rule().kind(),
                    plan.figures().rows(),
                    plan.figures().versions(),
                    plan.figures().bytes(),
                    plan.figures().oldest(),
                    plan.figures().newest());
        }
    }

    record PlanView(List<PlanItem> items) {
        static PlanView of(List<RetentionPlan> plans) {
            return new PlanView(plans.stream().map(PlanItem::of).toList());
        }
    }

    record RemovedView(RetentionKind kind, long rows) {}

    record OutcomeView(long rows, boolean complete, List<RemovedView> items) {
        static OutcomeView of(RetentionOutcome outcome) {
            return new OutcomeView(
                    outcome.rows(),
                    outcome.complete(),
                    outcome.removed().entrySet().stream()
                            .map(entry -> new RemovedView(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }
}
