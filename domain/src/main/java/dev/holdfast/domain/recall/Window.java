package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The passages worth loading, and what the indexes told of them and of the others they found. */
public final class Window {
    private final Map<PassageKind, Bm25> models = new HashMap<>();
    private final Map<PassageId, LexicalCandidates.Candidate> candidates = new HashMap<>();
    private final Map<PassageId, VectorMatch> matches = new HashMap<>();
    private final List<PassageId> nearest;
    private final Set<PassageId> ids = new LinkedHashSet<>();
    private final boolean approximate;
    private final long passages;

    Window(Question question, List<Findings> findings, Tuning tuning) {
        boolean exact = findings.stream()
                .anyMatch(found -> !found.lexical().approximate()
                        && !found.lexical().found().isEmpty());
        List<Scored> scored = new ArrayList<>();
        List<VectorMatch> near = new ArrayList<>();
        passages =
                findings.stream().mapToLong(found -> found.lexical().passages()).sum();
        for (Findings found : findings) {
            near.addAll(found.nearest());
            // Near misses of one kind are no match for what another kind has as it is spelt.
            if (!found.lexical().approximate() || !exact) {
                Bm25 model = new Bm25(question, found.lexical(), tuning);
                models.put(found.kind(), model);
                for (LexicalCandidates.Candidate candidate : found.lexical().found()) {
                    candidates.put(candidate.id(), candidate);
                    scored.add(new Scored(candidate.id(), sum(model.scores(candidate)) + candidate.similarity()));
                }
            }
        }
        approximate = !exact && !scored.isEmpty();
        best(scored, Scored::score, Scored::id, tuning.window()).forEach(each -> ids.add(each.id));
        List<VectorMatch> kept = best(near, VectorMatch::nearness, VectorMatch::id, tuning.window());
        nearest = kept.stream().map(VectorMatch::id).toList();
        kept.forEach(match -> {
            matches.put(match.id(), match);
            ids.add(match.id());
        });
    }

    /** The ids of that kind, the best by words first, then the nearest by vector: what to load. */
    public List<PassageId> ids(PassageKind kind) {
        return ids.stream().filter(id -> id.kind() == kind).toList();
    }

    /** Whether the words were found by similar spelling only. */
    public boolean approximate() {
        return approximate;
    }

    /** How many there are to find, of all kinds that were asked. */
    long passages() {
        return passages;
    }

    boolean has(PassageId id) {
        return ids.contains(id);
    }

    Optional<Bm25> model(PassageKind kind) {
        return Optional.ofNullable(models.get(kind));
    }

    Optional<LexicalCandidates.Candidate> candidate(PassageId id) {
        return Optional.ofNullable(candidates.get(id));
    }

    /** The nearest first, of all kinds. */
    List<PassageId> nearest() {
        return nearest;
    }

    double nearness(PassageId id) {
        VectorMatch match = matches.get(id);
        return match == null ? 0 : match.nearness();
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The best, the best first, equal ones in the order of ids; without ordering all the others. */
    static <T> List<T> best(List<T> all, ToDoubleFunction<T> score, Function<T, PassageId> id, int most) {
        Comparator<Keyed<T>> bestFirst =
                Comparator.<Keyed<T>>comparingDouble(Keyed::score).reversed().thenComparing(Keyed::id, PassageId.ORDER);
        PriorityQueue<Keyed<T>> kept =
                new PriorityQueue<>(Math.max(1, Math.min(most, all.size())), bestFirst.reversed());
        for (T each : all) {
            Keyed<T> keyed = new Keyed<>(each, score.applyAsDouble(each), id.apply(each));
            if (kept.size() < most) {
                kept.add(keyed);
            } else if (!kept.isEmpty() && bestFirst.compare(keyed, kept.element()) < 0) {
                kept.remove();
                kept.add(keyed);
            }
        }
        return kept.stream().sorted(bestFirst).map(Keyed::item).toList();
    }

    private record Keyed<T>(T item, double score, PassageId id) {}

    private record Scored(PassageId id, double score) {}
}
