package dev.holdfast.domain.recall;

import java.util.List;

/**
 * A passage that has been read.
 *
 * @param said its text without the date and name before it
 * @param words of {@code said}
 */
record Reading(Passage passage, Utterance utterance, String said, List<String> words) {
    /** Letters of an exclamation that tells nothing. */
    private static final int MAX_EXCLAMATION = 5;

    static Reading of(Passage passage) {
        return of(passage, Utterance.of(passage));
    }

    /** Of a passage whose text names no speaker, however it begins. */
    static Reading ofPaper(Passage passage) {
        return of(passage, Utterance.ofPaper(passage));
    }

    private static Reading of(Passage passage, Utterance utterance) {
        String said = passage.text().substring(utterance.start());
        return new Reading(passage, utterance, said, Words.in(said));
    }

    /** Whether every sentence is a question, but for words such as "Wow!". */
    boolean onlyAsks() {
        boolean asks = false;
        int letters = 0;
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c == '?') {
                asks = true;
                letters = 0;
            } else if (c == '.' || c == '!') {
                if (letters > MAX_EXCLAMATION) {
                    return false;
                }
                letters = 0;
            } else if (Character.isLetterOrDigit(c)) {
                letters++;
            }
        }
        return asks && letters == 0;
    }

    /** Whether it ends with a question. */
    boolean endsAsking() {
        return said.stripTrailing().endsWith("?");
    }
}
