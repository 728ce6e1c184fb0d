package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one item of an answer.
 *
 * @param item the id of the passage
 * @param note 1 to {@value #MAX_NOTE_CHARACTERS} characters
 * @param at in whole microseconds
 */
public record RecallFeedback(
        RecallId recall, UUID item, Verdict verdict, Optional<String> note, PrincipalId by, Instant at) {
    public static final int MAX_NOTE_CHARACTERS = 1_000;

    public RecallFeedback {
        new Violations()
                .add(note.flatMap(text -> TextRules.check("/note", text, 1, MAX_NOTE_CHARACTERS)))
                .throwIfAny();
    }

    /** The item's name in the audit. */
    public String subject() {
        return recall.value() + "/" + item;
    }

    public enum Verdict {
        /** It helped. */
        USED,
        /** It is not true, or has nothing to do with the question. */
        WRONG,
        /** It was true and is not any more. */
        OUTDATED
    }
}
