package dev.holdfast.domain.recall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ranks what the stores found. Pure: the same input gives the same answer. To be driven so:
 *
 * <ol>
 *   <li>ask each index for {@code lexical} and, with a vector, for {@code nearest}, as many as {@link Tuning#candidates()} and
 *       {@link Tuning#window()} say;
 *   <li>{@link #window}, and {@code load} its ids from each index, with {@link Tuning#neighbours()} neighbours and
 *       {@link Tuning#characters()} characters;
 *   <li>{@link #beside}, and load those ids too, when there are any;
 *   <li>{@link #rank} everything that was loaded;
 *   <li>{@link Packing#of}.
 * </ol>
 */
public final class Ranker {
    private final Tuning tuning;

    public Ranker(Tuning tuning) {
        this.tuning = tuning;
    }

    /** The passages worth loading: the best by words of all kinds together, and the nearest. */
    public Window window(Question question, List<Findings> findings) {
        Map<PassageId, Window.Entry> entries = new TreeMap<>(PassageId.ORDER);
        for (Findings found : findings) {
            Bm25 bm25 = new Bm25(found.lexical(), tuning);
            for (LexicalCandidates.Candidate candidate : found.lexical().found()) {
                List<Explanation.Term> terms = bm25.terms(candidate);
                double score =
                        terms.stream().mapToDouble(Explanation.Term::score).sum() + candidate.similarity();
                entries.put(candidate.id(), new Window.Entry(candidate.id(), score, terms, 0, 0));
            }
        }
        List<Window.Entry> best = entries.values().stream()
                .sorted(Comparator.comparingDouble(Window.Entry::lexical).reversed())
                .limit(tuning.window())
                .toList();
        return new Window(
                best, findings.stream().anyMatch(found -> found.lexical().approximate()));
    }

    /**
     * Neighbours of the best that could answer in their stead and are not loaded yet, such as a short answer after the question that
     * has all the words.
     *
     * @return at most {@link Tuning#window()} ids
     */
    public List<PassageId> beside(Question question, Window window, List<Passage> loaded) {
        return List.of();
    }

    /**
     * The answer.
     *
     * @param loaded what was loaded of the window and beside it; what is not here has ceased to be live, and is left out
     * @param now by which {@link Tuning#recency()} judges
     * @param limit at most so many, at least 1
     */
    public Ranking rank(Question question, Window window, List<Passage> loaded, Instant now, int limit) {
        Map<PassageId, Passage> passages =
                loaded.stream().collect(Collectors.toMap(Passage::id, Function.identity(), (first, second) -> first));
        List<Ranked> ranked = new ArrayList<>();
        for (Window.Entry entry : window.entries()) {
            Passage passage = passages.get(entry.id());
            if (passage != null) {
                ranked.add(new Ranked(passage, entry.lexical(), new Explanation(List.of(), entry.terms(), List.of())));
            }
        }
        return new Ranking(
                ranked.stream().limit(limit).toList(),
                ranked.stream()
                        .skip(limit)
                        .map(each -> new Dropped(each, Dropped.Reason.LIMIT))
                        .toList());
    }
}
