package dev.holdfast.bench.eval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param title of what is a document by itself
     * @param speaker who said it, in a dialogue
     * @param date when
     */
    record Passage(
            String key, Optional<String> title, Optional<String> speaker, String text, Optional<Instant> date) {
        /** As it stands in a transcript or on paper: what all baselines get. */
        String line() {
            return speaker.map(name -> name + ": " + text).or(() -> title.map(name -> name + ": " + text)).orElse(text);
        }
    }

    /**
     * @param half {@code tuning}, which may be looked at while ranking is changed, or {@code heldout}
     * @param kind what it asks for
     * @param grades how well passages answer it, by their keys: {@value #FULL} fully, 1 in part; others not at all
     */
    record Question(String id, String half, String kind, String text, Map<String, Integer> grades) {
        static final int FULL = 2;

        Question {
            grades = Map.copyOf(grades);
        }

        /** Keys of the passages that answer it fully. */
        Set<String> relevant() {
            return grades.entrySet().stream()
                    .filter(grade -> grade.getValue() == FULL)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    JudgedSet only(String half) {
        return new JudgedSet(
                name, corpus, passages, questions.stream().filter(question -> question.half.equals(half)).toList());
    }
}
