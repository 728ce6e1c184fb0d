package dev.holdfast.domain.recall;

import java.util.List;

/**
 * A line of the ledger and what was said of it since.
 *
 * @param feedback in the order of items, then of who said it
 */
public record RecallEntry(RecallRecord record, List<RecallFeedback> feedback) {
    public RecallEntry {
        feedback = List.copyOf(feedback);
    }
}
