package dev.holdfast.domain.recall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one list of two. With one arm that can be trusted, a score is the share of that arm's best. With both it is by reciprocal
 * rank: the sum of weight / (k + rank), as a share of the most that can be had. Ranks say nothing of how much better one is than the
 * next, so the less the vectors count, the more the words keep of their scores. Either way it is 0 to 1, and recency and importance
 * multiply it.
 *
 * <p>Vectors are trusted as far as they agree with the words: where the best by words stand no higher among the nearest than chance
 * would have them, the vectors know nothing of the question, and what only they found comes after everything else.
 */
final class Fusion {
    /** So many of the best by words tell whether vectors agree. */
    private static final int WITNESSES = 10;

    /** With fewer than so many, nothing can be said. */
    private static final int MIN_WITNESSES = 3;

    /** Ten places drawn at random are on average this far before the middle once in twenty times, so less proves nothing. */
    private static final double CHANCE = 0.15;

    /** From there to full trust. */
    private static final double SPAN = 1 / 3.5;

    /** Half an agreement is worth little: vectors that hash words agree half as well, and know less than the words. */
    private static final double CAUTION = 4;

    /** The weight of the vectors, as a share of that of the words, from which ranks alone count. */
    private static final double FULL = 0.1;

    /** Enough for what only vectors found to follow everything else. */
    private static final double LEAST = 1e-6;

    private final Tuning tuning;
    private final Window window;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private double vectorWeight;
    /** How much of a score is by rank, 0 to 1; the rest is the share of the best by words. */
    private double mix;

    Fusion(Tuning tuning, Window window, Instant now) {
        this.tuning = tuning;
        this.window = window;
        this.now = now;
    }

    private record Entry(Reading reading, LexicalArm.Result words) {
        PassageId id() {
            return reading.passage().id();
        }
    }

    /** A passage with its score. */
    record Fused(
            Reading reading,
            double score,
            List<Explanation.Arm> arms,
            List<Explanation.Term> terms,
            List<Explanation.Boost> boosts) {
        Passage passage() {
            return reading.passage();
        }

        Ranked ranked(double diversity) {
            List<Explanation.Boost> all = new ArrayList<>(boosts);
            if (diversity != 1) {
                all.add(new Explanation.Boost("diversity", diversity));
            }
            return new Ranked(passage(), score * diversity, new Explanation(arms, terms, all));
        }
    }

    void add(Reading reading, LexicalArm.Result words) {
        entries.add(new Entry(reading, words));
    }

    /** The best first; without those that nothing speaks for. */
    List<Fused> fused() {
        Map<PassageId, Integer> byWords = new HashMap<>();
        List<Entry> scored = entries.stream()
                .filter(entry -> entry.words.score() > 0)
                .sorted(Comparator.comparingDouble((Entry entry) -> entry.words.score())
                        .reversed()
                        .thenComparing(Entry::id, PassageId.ORDER))
                .toList();
        scored.forEach(entry -> byWords.put(entry.id(), byWords.size() + 1));
        Map<PassageId, Integer> byVector = new HashMap<>();
        window.nearest().forEach(id -> byVector.put(id, byVector.size() + 1));
        double most = scored.isEmpty() ? 0 : scored.getFirst().words.score();
        double trust = trust(scored, byVector);
        vectorWeight = tuning.vectorWeight() * trust;
        mix = most > 0 && !byVector.isEmpty() && vectorWeight > 0
                ? Math.min(1, vectorWeight / (FULL * tuning.lexicalWeight()))
                : 0;
        return entries.stream()
                .map(entry ->
                        fuse(entry, byWords.getOrDefault(entry.id(), 0), byVector.getOrDefault(entry.id(), 0), most))
                .filter(fused -> fused.score > 0)
                .sorted(Comparator.comparingDouble(Fused::score)
                        .reversed()
                        .thenComparing(fused -> fused.passage().id(), PassageId.ORDER))
                .toList();
    }

    /**
     * By where the vectors have the best by words on average, from the middle of all passages (0) to the nearest (1). What is not among
     * the nearest is taken to be in the middle of the others.
     */
    private double trust(List<Entry> scored, Map<PassageId, Integer> byVector) {
        int listed = byVector.size();
        double all = Math.max(listed, window.passages());
        boolean complete = listed < tuning.window();
        double sum = 0;
        int judged = 0;
        for (Entry entry : scored.subList(0, Math.min(WITNESSES, scored.size()))) {
            int rank = byVector.getOrDefault(entry.id(), 0);
            if (rank > 0 || !complete) {
                sum += rank > 0 ? rank / all : (listed / all + 1) / 2;
                judged++;
            }
        }
        if (judged < MIN_WITNESSES || tuning.lexicalWeight() == 0) {
            return 1;
        }
        double agreement = Math.clamp((0.5 - sum / judged - CHANCE) / SPAN, 0, 1);
        return Math.pow(agreement, CAUTION);
    }

    private Fused fuse(Entry entry, int byWords, int byVector, double most) {
        double weights = tuning.lexicalWeight() + vectorWeight;
        List<Explanation.Arm> arms = new ArrayList<>(2);
        double score = 0;
        if (byWords > 0) {
            double share =
                    mix * share(tuning.lexicalWeight(), byWords, weights) + (1 - mix) * entry.words.score() / most;
            arms.add(new Explanation.Arm("lexical", byWords, entry.words.score(), share));
            score += share;
        }
        if (byVector > 0) {
            double share =
                    Math.max(mix * share(vectorWeight, byVector, weights), share(most > 0 ? LEAST : 1, byVector, 1));
            arms.add(new Explanation.Arm("vector", byVector, window.nearness(entry.id()), share));
            score += share;
        }
        List<Explanation.Boost> boosts = new ArrayList<>(entry.words.boosts());
        Passage passage = entry.reading.passage();
        double recency = tuning.recencyAt(passage.date(), now);
        double importance = 1 + tuning.importance() * (passage.importance() - 1) / 9;
        if (recency > 1) {
            boosts.add(new Explanation.Boost("recency", recency));
        }
        if (importance > 1) {
            boosts.add(new Explanation.Boost("importance", importance));
        }
        return new Fused(entry.reading, score * recency * importance, arms, entry.words.terms(), boosts);
    }

    private double share(double weight, int rank, double weights) {
        double k = tuning.fusionConstant();
        return weights > 0 ? weight / weights * (k + 1) / (k + rank) : 0;
    }
}
