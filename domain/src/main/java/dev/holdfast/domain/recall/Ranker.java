package dev.holdfast.domain.recall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks what the stores found. Pure: the same input gives the same answer. To be driven so:
 *
 * <ol>
 *   <li>ask each index for {@code lexical} and, with a vector, for {@code nearest}, as many as {@link Tuning#candidates()} and
 *       {@link Tuning#window()} say;
 *   <li>{@link #window}, and {@code load} its ids from each index, with {@link Tuning#reach()} neighbours and
 *       {@link Tuning#characters()} characters;
 *   <li>{@link #beside}, and load those ids too, when there are any, with no neighbours, as the others tell them;
 *   <li>{@link #rank} everything that was loaded;
 *   <li>{@link Packing#of}.
 * </ol>
 *
 * <p>When a question with phrases or prefixes finds less than was asked for, {@link Question#relaxed()} finds more.
 */
public final class Ranker {
    /** Neighbours of so many of the best may answer in their stead. */
    private static final int LEADERS = 40;

    /** Of those neighbours, so many are worth reading. */
    private static final int BESIDE = 40;

    private final Tuning tuning;

    public Ranker(Tuning tuning) {
        this.tuning = tuning;
    }

    /** The passages worth loading: the best by words of all kinds together, and the nearest. */
    public Window window(Question question, List<Findings> findings) {
        return new Window(question, findings, tuning);
    }

    /**
     * Neighbours of the best that could answer in their stead and are not loaded yet, such as a short answer after the question that
     * has all the words.
     *
     * @param loaded what was loaded of the window
     * @return at most {@value #BESIDE} ids, of all kinds
     */
    public List<PassageId> beside(Question question, Window window, List<Passage> loaded) {
        LexicalArm arm = new LexicalArm(question, window, List.of(), tuning);
        Set<PassageId> here = new HashSet<>();
        loaded.forEach(passage -> here.add(passage.id()));
        List<Passage> near = Neighbourhood.settle(loaded, tuning.neighbours());
        Map<PassageId, Double> promise = new HashMap<>();
        List<Passage> leaders = Window.best(near, passage -> arm.estimate(passage.id(), 0), Passage::id, LEADERS);
        for (Passage leader : leaders) {
            double score = arm.estimate(leader.id(), 0);
            promise(promise, leader.after(), score * tuning.contextBefore());
            promise(promise, leader.before().reversed(), score * tuning.contextAfter());
        }
        promise.keySet().removeAll(here);
        return Window.best(
                List.copyOf(promise.keySet()), id -> arm.estimate(id, promise.getOrDefault(id, 0.0)), id -> id, BESIDE);
    }

    private static void promise(Map<PassageId, Double> promise, List<PassageId> ids, double first) {
        double share = first;
        for (PassageId id : ids) {
            if (share > 0) {
                promise.merge(id, share, Double::sum);
            }
            share /= 2;
        }
    }

    /**
     * The answer.
     *
     * @param loaded what was loaded of the window and beside it, in any order; what is not here has ceased to be live, and is left out
     * @param now by which {@link Tuning#recency()} judges
     * @param limit at most so many, at least 1
     */
    public Ranking rank(Question question, Window window, List<Passage> loaded, Instant now, int limit) {
        Map<PassageId, Reading> readings = Talks.read(Neighbourhood.settle(loaded, tuning.neighbours()));
        Fusion fusion = new Fusion(tuning, window, now);
        LexicalArm arm = new LexicalArm(question, window, List.copyOf(readings.values()), tuning);
        readings.values().forEach(reading -> fusion.add(reading, arm.score(reading)));
        return choose(fusion.fused(), limit);
    }

    private Ranking choose(List<Fusion.Fused> fused, int limit) {
        Diversity diversity = new Diversity(tuning.diversity());
        List<Fusion.Fused> rest = new ArrayList<>(fused);
        List<Ranked> best = new ArrayList<>(limit);
        Set<PassageId> within = new HashSet<>();
        fused.stream().limit(limit).forEach(each -> within.add(each.passage().id()));
        while (best.size() < limit && !rest.isEmpty()) {
            int at = 0;
            double most = -1;
            double factor = 1;
            // Sorted by worth, so whatever comes after one that is worth less than the best so far cannot be better.
            for (int i = 0; i < rest.size() && rest.get(i).score() > most; i++) {
                double left = diversity.factor(rest.get(i).reading());
                if (rest.get(i).score() * left > most) {
                    most = rest.get(i).score() * left;
                    at = i;
                    factor = left;
                }
            }
            Fusion.Fused taken = rest.remove(at);
            diversity.take(taken.reading());
            best.add(taken.ranked(factor));
        }
        List<Dropped> dropped = rest.stream()
                .map(each -> within.contains(each.passage().id())
                        ? new Dropped(each.ranked(diversity.factor(each.reading())), Dropped.Reason.DIVERSITY)
                        : new Dropped(each.ranked(1), Dropped.Reason.LIMIT))
                .sorted(Comparator.comparingDouble(
                                (Dropped each) -> each.ranked().score())
                        .reversed()
                        .thenComparing(each -> each.ranked().passage().id(), PassageId.ORDER))
                .toList();
        return new Ranking(best, dropped);
    }
}
