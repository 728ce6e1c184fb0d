package dev.holdfast.domain.recall;

import java.time.Instant;
import java.util.List;

/**
 * A question as ranking understands it.
 *
 * @param text as it was asked
 * @param words what stores look for
 */
public record Question(String text, LexicalQuery words) {
    /** The longest question, in characters. */
    public static final int MAX_CHARACTERS = 2000;

    /**
     * Reads a question in plain words. {@code "..."} is a phrase that must occur, {@code word*} the beginning of a word that must;
     * nothing else has a meaning as syntax.
     *
     * @param text at most {@value #MAX_CHARACTERS} characters
     * @param now by which words such as "yesterday" are understood
     */
    public static Question of(String text, Instant now) {
        return new Question(text, new LexicalQuery(text, List.of(), List.of()));
    }

    /** The words without what must occur, for when nothing has it. */
    public LexicalQuery relaxed() {
        return new LexicalQuery(words.text(), List.of(), List.of());
    }
}
