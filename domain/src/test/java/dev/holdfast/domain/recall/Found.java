package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small talk, and what an index would find in it: by stems, without stop words. For the laws of ranking. */
final class Found {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> turns;

    private Found(List<String> turns) {
        this.turns = List.copyOf(turns);
    }

    static Found in(String... turns) {
        return new Found(List.of(turns));
    }

    static PassageId id(int number) {
        return new PassageId(PassageKind.MEMORY, new UUID(0x7000L, 0x8000_0000_0000_0000L + number));
    }

    static int number(PassageId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    /** The passage of that number, a year old, with one neighbour on either side. */
    Passage passage(int number) {
        return passage(number, JsonDocument.EMPTY, NOW.minusSeconds(86_400L * 365));
    }

    Passage passage(int number, JsonDocument metadata, Instant date) {
        return new Passage(
                id(number),
                new Namespace("talk"),
                "turn-" + number,
                Optional.empty(),
                turns.get(number),
                false,
                0,
                date,
                1,
                List.of(),
                Attribution.of(metadata),
                Optional.empty(),
                Revision.FIRST,
                number > 0 ? List.of(id(number - 1)) : List.of(),
                number < turns.size() - 1 ? List.of(id(number + 1)) : List.of());
    }

    LexicalCandidates candidates(Question question) {
        List<String> terms = Stream.concat(
                        question.content().stream(),
                        question.words().related().stream().map(EnglishStem::of))
                .distinct()
                .toList();
        List<Map<String, Integer>> counts = turns.stream().map(Found::count).toList();
        List<LexicalCandidates.Candidate> found = IntStream.range(0, turns.size())
                .mapToObj(number -> new LexicalCandidates.Candidate(
                        id(number),
                        length(counts.get(number)),
                        terms.stream()
                                .map(term -> counts.get(number).getOrDefault(term, 0))
                                .toList(),
                        terms.stream().map(term -> false).toList(),
                        0))
                .filter(candidate -> candidate.frequencies().stream().anyMatch(frequency -> frequency > 0))
                .toList();
        return new LexicalCandidates(
                terms,
                turns.size(),
                counts.stream().mapToInt(Found::length).average().orElse(0),
                terms.stream()
                        .map(term -> counts.stream()
                                .filter(count -> count.containsKey(term))
                                .count())
                        .toList(),
                found,
                false);
    }

    private static int length(Map<String, Integer> count) {
        return count.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> count(String text) {
        Map<String, Integer> count = new TreeMap<>();
        Words.in(text).stream()
                .filter(word -> !Words.isStopWord(word))
                .map(EnglishStem::of)
                .forEach(stem -> count.merge(stem, 1, Integer::sum));
        return count;
    }

    /** The whole way of a recall, by words alone. */
    Ranking ask(Tuning tuning, int limit, String text) {
        return ask(tuning, limit, text, List.of());
    }

    Ranking ask(Tuning tuning, int limit, String text, List<VectorMatch> nearest) {
        Question question = Question.of(text, NOW);
        Ranker ranker = new Ranker(tuning);
        Window window =
                ranker.window(question, List.of(new Findings(PassageKind.MEMORY, candidates(question), nearest)));
        List<Passage> loaded = new ArrayList<>(load(window.ids(PassageKind.MEMORY)));
        loaded.addAll(load(ranker.beside(question, window, loaded)));
        return ranker.rank(question, window, loaded, NOW, limit);
    }

    private List<Passage> load(List<PassageId> ids) {
        return ids.stream().map(id -> passage(number(id))).toList();
    }

    /** The numbers of the turns, the best first. */
    static List<Integer> numbers(Ranking ranking) {
        return ranking.best().stream()
                .map(ranked -> number(ranked.passage().id()))
                .toList();
    }
}
