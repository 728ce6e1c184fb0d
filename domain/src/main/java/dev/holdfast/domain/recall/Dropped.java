package dev.holdfast.domain.recall;

/** A passage that was found and is not in the answer. */
public record Dropped(Ranked ranked, Reason reason) {
    /** Why. */
    public enum Reason {
        /** Too like a better one that is in the answer. */
        DIVERSITY,
        /** As many better ones as were asked for. */
        LIMIT,
        /** It does not fit into the tokens that better ones left. */
        BUDGET
    }
}
