package dev.holdfast.http.operations;

import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.operations.Readiness;

/** What the OpenAPI document says of health. */
public final class OperationsNotes {
    private OperationsNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(Health.class, "Health")
                .example(Health.of(Health.Status.OK))
                .field("status", "`ok`, or why requests should go elsewhere.")
                .field("checks", "What was looked at, for operators who ask with `verbose`.");
        notes.about(Readiness.Check.class, "Check")
                .field("name", "What was looked at.")
                .field("ok", "Whether it is as it has to be.")
                .field("detail", "What was found.");
        return notes.add(StoreHealthNotes.notes());
    }
}
