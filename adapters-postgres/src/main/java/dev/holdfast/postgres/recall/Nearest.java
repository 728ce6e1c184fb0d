package dev.holdfast.postgres.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The nearest passages. When few pass the filter, they are compared exactly. When many do, an index over the vectors is asked, if
 * there is one. Without one, or when it comes to an end too early (because what is near does not pass, or belongs to others), sketches of
 * what passes, or of all vectors, tell which can be among the nearest, and those are compared exactly.
 */
final class Nearest {
    private static final Comparator<VectorMatch> BEST_FIRST = Comparator.comparingDouble(VectorMatch::nearness)
            .reversed()
            .thenComparing(VectorMatch::id, PassageId.ORDER);

    /** So many passages are compared sooner than an index finds those among them. */
    private static final int FEW = 2_000;

    /** So many are compared sooner than all vectors of a larger tenant. */
    private static final int SOME = 20_000;

    /** One row of nothing; see {@code nearest_by_index}. */
    private static final List<ByIndex> NO_INDEX = List.of(new ByIndex(Optional.empty(), 0));

    /** Sketches are nearly right, so the nearest are among the first by them, or soon after. */
    private static final int MARGIN = 20;

    private static final int LARGEST_STEP = 4_000;
    private static final int WIDER = 4;
    private static final int EFFORT = 100;

    /** Of what is near, much does not pass. */
    private static final int FILTERED_EFFORT = 200;

    private final SqlRunner runner;
    private final AllSketches all;
    private final PassageKind kind;
    private final Scope scope;
    private final VectorQuery query;
    private final String filter;
    private final boolean past;
    private final boolean filtered;
    private final boolean selective;
    private final int most;

    Nearest(
            SqlRunner runner,
            AllSketches all,
            PassageKind kind,
            Scope scope,
            VectorQuery query,
            PassageFilter filter,
            int most) {
        this.runner = runner;
        this.all = all;
        this.kind = kind;
        this.scope = scope;
        this.query = query;
        this.filter = FilterDocument.of(filter);
        this.past = filter.asOf().isPresent();
        this.filtered = !filter.within().isEmpty() || !filter.where().equals(Condition.ALWAYS);
        this.selective = filtered || kind == PassageKind.CHUNK;
        this.most = most;
    }

    List<VectorMatch> find() {
        List<Sketched> few = passing(FEW);
        if (!Sketched.areTooMany(few)) {
            return exactly(sieve -> sieve.show(few));
        }
        boolean indexed = !past && Sketched.haveIndex(few);
        if (indexed) {
            List<ByIndex> found = byIndex();
            indexed = !found.equals(NO_INDEX); // it may have gone meanwhile
            if (indexed && found.size() >= most) {
                return matches(found);
            }
        }
        if (indexed || selective) {
            List<Sketched> some = passing(SOME);
            if (!Sketched.areTooMany(some)) {
                return exactly(sieve -> sieve.show(some));
            }
        }
        return exactly(sieve -> all.show(scope, query.model(), dimension(), sieve));
    }

    /** The sketches of what passes the filter, if that is at most so many. */
    private List<Sketched> passing(int limit) {
        return runner.read(
                scope,
                "recall.few_vectors",
                (session, entry) -> session.getMapper(NearestMapper.class)
                        .few(entry, kind, filter, query.model(), dimension(), metric(), limit));
    }

    private List<ByIndex> byIndex() {
        return runner.read(
                scope,
                "recall.nearest_by_index",
                (session, entry) -> session.getMapper(NearestMapper.class)
                        .byIndex(
                                entry,
                                kind,
                                filter,
                                query.model(),
                                metric(),
                                query.vector().toArray(),
                                most,
                                query.effort().orElse(filtered ? FILTERED_EFFORT : EFFORT)));
    }

    private List<VectorMatch> matches(List<ByIndex> found) {
        return found.stream()
                .flatMap(each -> each.id().stream().map(id -> new VectorMatch(id, nearness(each.distance()))))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** Of pgvector's distance, which is less for what is nearer. */
    private double nearness(double distance) {
        return query.metric() == Metric.COSINE ? 1 - distance : -distance;
    }

    /**
     * Of what the sketches leave, those that can be nearest first, until nothing that is left can be nearer than what was found. Once
     * more with a wider sieve when too much of it did not pass the filter.
     */
    private List<VectorMatch> exactly(Consumer<Sieve> sketches) {
        for (int width = WIDER * most; ; width *= WIDER) {
            Sieve sieve = new Sieve(width, query.metric(), query.vector().toArray());
            sketches.accept(sieve);
            List<VectorMatch> found = compare(sieve.candidates());
            if (sieve.keepsAll() || (found.size() >= most && found.get(most - 1).nearness() > sieve.bar())) {
                return List.copyOf(found.subList(0, Math.min(most, found.size())));
            }
        }
    }

    private List<VectorMatch> compare(List<Sieve.Candidate> candidates) {
        List<VectorMatch> found = new ArrayList<>();
        int step = most + MARGIN;
        int from = 0;
        while (from < candidates.size()) {
            int to = Math.min(candidates.size(), from + step);
            if (found.size() >= most) {
                to = firstBelow(found.get(most - 1).nearness(), candidates, from, to);
            }
            if (to == from) {
                break;
            }
            compare(candidates.subList(from, to), found);
            from = to;
            step = Math.min(LARGEST_STEP, step * WIDER);
        }
        return found;
    }

    /** Where those begin, from there to there, that cannot be as near as that. */
    private static int firstBelow(double nearness, List<Sieve.Candidate> bestFirst, int from, int to) {
        int at = from;
        while (at < to && bestFirst.get(at).most() >= nearness) {
            at++;
        }
        return at;
    }

    private void compare(List<Sieve.Candidate> candidates, List<VectorMatch> found) {
        List<byte[]> hashes = candidates.stream().map(Sieve.Candidate::hash).toList();
        runner.read(
                        scope,
                        "recall.vectors",
                        (session, entry) -> session.getMapper(NearestMapper.class)
                                .passagesOf(entry, kind, filter, query.model(), dimension(), hashes))
                .forEach(each -> found.add(new VectorMatch(each.id(), nearness(each.vector()))));
        found.sort(BEST_FIRST);
    }

    private double nearness(Vector vector) {
        return switch (query.metric()) {
            case COSINE -> query.vector().cosine(vector);
            case INNER_PRODUCT -> query.vector().dot(vector);
            case L2 -> -query.vector().distance(vector);
        };
    }

    private String metric() {
        return query.metric().name().toLowerCase(Locale.ROOT);
    }

    private int dimension() {
        return query.vector().dimension();
    }
}
