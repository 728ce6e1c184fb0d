package dev.holdfast.domain.recall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * English words that may stand for one another: irregular forms, near synonyms, and what is of a kind. A short list of everyday words,
 * {@code related-english.txt}, so that no model is needed for "What did she buy?" to find "I bought".
 */
final class Thesaurus {
    /** The same word, but its form was the asker's choice. */
    private static final double FORM = 0.9;

    private static final double SYNONYM = 0.6;
    private static final double OF_A_KIND = 0.6;
    private static final Map<String, List<RelatedWord>> BY_STEM = read();

    private Thesaurus() {}

    /** The words for a word of that stem, the surest first. */
    static List<RelatedWord> of(String stem) {
        return BY_STEM.getOrDefault(stem, List.of());
    }

    private static Map<String, List<RelatedWord>> read() {
        Map<String, Map<String, RelatedWord>> all = new HashMap<>();
        try (InputStream resource = Objects.requireNonNull(Thesaurus.class.getResourceAsStream("related-english.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().map(line -> List.of(line.split(" "))).forEach(words -> {
                switch (words.getFirst()) {
                    case "=" -> words.stream().skip(1).forEach(word -> add(all, word, words, FORM));
                    case "~" -> add(all, words.get(1), words, SYNONYM);
                    case ">" -> add(all, words.get(1), words, OF_A_KIND);
                    default -> {
                        // A comment.
                    }
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, List<RelatedWord>> sorted = new HashMap<>();
        all.forEach((stem, words) -> sorted.put(
                stem,
                words.values().stream()
                        .sorted(Comparator.comparingDouble(RelatedWord::weight).reversed())
                        .toList()));
        return sorted;
    }

    private static void add(Map<String, Map<String, RelatedWord>> all, String head, List<String> words, double weight) {
        String of = EnglishStem.of(head);
        for (String word : words.subList(1, words.size())) {
            String stem = EnglishStem.of(word);
            if (!stem.equals(of) && !Words.isStopWord(word)) {
                all.computeIfAbsent(of, key -> new LinkedHashMap<>())
                        .merge(
                                stem,
                                new RelatedWord(of, word, stem, weight),
                                (one, other) -> one.weight() >= other.weight() ? one : other);
            }
        }
    }
}
