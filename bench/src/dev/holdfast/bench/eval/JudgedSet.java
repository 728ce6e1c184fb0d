package dev.holdfast.bench.eval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passages, and questions of which is known which passages answer them.
 *
 * @param name of the set in the report
 * @param corpus names the passages; sets with the same corpus share them
 * @param passages in the order in which they were said or written
 */
record JudgedSet(String name, String corpus, List<Passage> passages, List<Question> questions) {
    JudgedSet {
        passages = List.copyOf(passages);
        questions = List.copyOf(questions);
    }

    /**
     * @param speaker who said it, in a dialogue
     * @param date when
     */
    record Passage(String key, Optional<String> speaker, String text, Optional<Instant> date) {
        /** As it stands in a transcript: what all baselines get. */
        String line() {
            return speaker.map(name -> name + ": " + text).orElse(text);
        }
    }

    /**
     * @param half {@code tuning}, which may be looked at while ranking is changed, or {@code heldout}
     * @param kind what it asks for
     * @param relevant keys of the passages that answer it
     */
    record Question(String id, String half, String kind, String text, Set<String> relevant) {
        Question {
            relevant = Set.copyOf(relevant);
        }
    }

    JudgedSet only(String half) {
        return new JudgedSet(
                name, corpus, passages, questions.stream().filter(question -> question.half.equals(half)).toList());
    }
}
