package dev.holdfast.http.support;

/** What is said of the records every context uses. */
public final class SharedNotes {
    private SharedNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(PageView.class, "Page")
                .field(
                        "items",
                        "The items of this page, in the order of the list; fewer than the limit when their texts are large.")
                .field("nextCursor", "Where the walk goes on; absent on the last page.")
                .field("limit", "How many items were asked for, after capping.");
        notes.about(ProblemDocument.class, "Problem")
                .field("type", "A URI that names the kind of problem.")
                .field("title", "The kind of problem, for people.")
                .field("status", "The status of the response.")
                .field("detail", "What is wrong with this request, for people.")
                .field("code", "The kind of problem, for programs. Stable.")
                .field("retryable", "Whether the same request may be sent again without harm and may then succeed.")
                .field("requestId", "The id that leads to what the log and the audit say of this request.")
                .field("errors", "Everything that is wrong with the request, at most 32 of them.");
        notes.about(Fault.class, "Fault")
                .field("pointer", "JSON pointer to the part of the body that is wrong.")
                .field("parameter", "The path or query parameter that is wrong.")
                .field("header", "The header that is wrong.")
                .field("code", "The reason, for programs. Stable.")
                .field("message", "What would be right, for people.");
        return notes;
    }
}
