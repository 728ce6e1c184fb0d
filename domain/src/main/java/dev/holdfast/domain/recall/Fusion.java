package dev.holdfast.domain.recall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one list of two. With one arm, a score is the share of that arm's best. With both it is by reciprocal rank: the sum of
 * weight / (k + rank), as a share of the most that can be had. Either way it is 0 to 1, and recency and importance multiply it.
 */
final class Fusion {
    private final Tuning tuning;
    private final Window window;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();

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
        return entries.stream()
                .map(entry ->
                        fuse(entry, byWords.getOrDefault(entry.id(), 0), byVector.getOrDefault(entry.id(), 0), most))
                .filter(fused -> fused.score > 0)
                .sorted(Comparator.comparingDouble(Fused::score)
                        .reversed()
                        .thenComparing(fused -> fused.passage().id(), PassageId.ORDER))
                .toList();
    }

    private Fused fuse(Entry entry, int byWords, int byVector, double most) {
        boolean both = !window.nearest().isEmpty() && most > 0;
        double weights = tuning.lexicalWeight() + tuning.vectorWeight();
        List<Explanation.Arm> arms = new ArrayList<>(2);
        double score = 0;
        if (byWords > 0) {
            double share = both ? share(tuning.lexicalWeight(), byWords, weights) : entry.words.score() / most;
            arms.add(new Explanation.Arm("lexical", byWords, entry.words.score(), share));
            score += share;
        }
        if (byVector > 0) {
            double share = share(both ? tuning.vectorWeight() : 1, byVector, both ? weights : 1);
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
