package dev.holdfast.http.operations;

import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.operations.RetentionViews.NewPolicy;
import dev.holdfast.http.operations.RetentionViews.OutcomeView;
import dev.holdfast.http.operations.RetentionViews.PlanItem;
import dev.holdfast.http.operations.RetentionViews.PlanView;
import dev.holdfast.http.operations.RetentionViews.PoliciesView;
import dev.holdfast.http.operations.RetentionViews.PolicyView;
import dev.holdfast.http.operations.RetentionViews.RemovedView;
import dev.holdfast.http.support.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the OpenAPI document says of retention. */
public final class RetentionNotes {
    private static final Instant MOMENT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String OF_KIND = "What it is about.";
    private static final PolicyView POLICY = new PolicyView(
            RetentionKind.MEMORIES,
            Optional.of(365),
            Optional.empty(),
            Optional.of(8),
            Revision.FIRST,
            MOMENT,
            new PrincipalId("key/0190b6c8-5f5e-7000-8000-00000000a9e7"));

    private RetentionNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(NewPolicy.class, "NewRetentionPolicy")
                .example(new NewPolicy(Optional.of(365), Optional.empty(), Optional.of(8)))
                .field(
                        "maxAgeDays",
                        "What was not changed for so many days goes. One of this and `max_count` is needed.",
                        Map.of("minimum", 1, "maximum", RetentionRule.MAX_DAYS))
                .field(
                        "maxCount",
                        "Of the rest so many stay, the newest; of `memory_versions`, so many of each memory.",
                        Map.of("minimum", 0, "maximum", RetentionRule.MAX_COUNT))
                .field(
                        "keepImportance",
                        "Memories that are this important stay, and do not count. Of memories only.",
                        Map.of("minimum", 1, "maximum", 10));
        notes.about(PolicyView.class, "RetentionPolicy")
                .example(POLICY)
                .as(NewPolicy.class)
                .field("kind", OF_KIND)
                .field("version", "1 at first, one more each time it is set.")
                .field("updatedAt", "When it was set.")
                .field("updatedBy", "Who set it.");
        notes.about(PoliciesView.class, "RetentionPolicies")
                .example(new PoliciesView(List.of(POLICY)))
                .field("items", "The policies, in the order of the kinds.");
        PlanItem item = new PlanItem(
                RetentionKind.MEMORIES, 120, 310, 91_000, Optional.of(MOMENT), Optional.of(MOMENT.plusSeconds(60)));
        notes.about(PlanItem.class, "RetentionPlanItem")
                .example(item)
                .field("kind", OF_KIND)
                .field("rows", "How many would go.")
                .field("versions", "Superseded versions of memories that would go with them.")
                .field("bytes", "About the room they take, without indexes.")
                .field("oldest", "The time of the oldest, by which its age is counted; absent when nothing would go.")
                .field("newest", "The time of the newest.");
        notes.about(PlanView.class, "RetentionPlan")
                .example(new PlanView(List.of(item)))
                .field("items", "What would go by each policy.");
        RemovedView removed = new RemovedView(RetentionKind.MEMORIES, 120);
        notes.about(RemovedView.class, "RetentionRemoved")
                .example(removed)
                .field("kind", OF_KIND)
                .field("rows", "How many went.");
        notes.about(OutcomeView.class, "RetentionOutcome")
                .example(new OutcomeView(120, true, List.of(removed)))
                .field("rows", "How many went, of all kinds.")
                .field("complete", "Whether nothing is left of what is to go.")
                .field("items", "How many went of each kind; superseded versions count by themselves.");
        return notes;
    }
}
