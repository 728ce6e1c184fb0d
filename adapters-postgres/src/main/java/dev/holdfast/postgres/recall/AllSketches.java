package dev.holdfast.postgres.recall;

import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.recall.KnownSketches.Owner;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Shows a sieve all sketches of a model that a tenant has, and perhaps some that it had. */
final class AllSketches {
    /** Sketches of one round trip at most. */
    private static final int LARGEST_PAGE = 25_000;

    /** What those of one round trip take at most, about: several searches hold theirs at the same time. */
    private static final int PAGE_BYTES = 8_000_000;

    /** More that is new is read with all the others, page by page. */
    private static final int MOST_NEW = 5_000;

    private final SqlRunner runner;
    private final KnownSketches known;

    AllSketches(SqlRunner runner, KnownSketches known) {
        this.runner = runner;
        this.known = known;
    }

    void show(Scope scope, String model, int dimension, Sieve sieve) {
        Owner owner = new Owner(scope.tenant(), model, dimension);
        known.of(owner)
                .flatMap(held -> grown(scope, owner, held))
                .ifPresentOrElse(sieve::show, () -> known.collect(owner, all -> showPages(scope, owner, sieve, all)));
    }

    /** With what came since; nothing when that cannot be told. */
    private Optional<List<Sketched>> grown(Scope scope, Owner owner, Held held) {
        Moment then = held.moment();
        List<Sketched> answer = runner.read(
                scope,
                "recall.sketches_since",
                (session, entry) -> session.getMapper(NearestMapper.class)
                        .since(entry, owner.model(), owner.dimension(), then, MOST_NEW + 1));
        Moment now = Moment.of(answer);
        if (!now.isOfTheHistoryOf(then)) {
            return Optional.empty(); // perhaps of a copy, and the next answer is of the primary again
        }
        List<Sketched> since = Moment.sketches(answer);
        if (since.size() > MOST_NEW
                || !now.follows(then)
                || !held.grow(now, since)
                || held.size() > known.most(owner)) {
            known.forget(owner);
            return Optional.empty();
        }
        if (!since.isEmpty()) {
            known.grown(owner, held);
        }
        return Optional.of(held.all());
    }

    private void showPages(Scope scope, Owner owner, Sieve sieve, Collecting all) {
        int most = Math.min(LARGEST_PAGE, PAGE_BYTES / KnownSketches.bytes(owner.dimension()));
        byte[] last = {};
        List<Sketched> page;
        do {
            byte[] after = last;
            List<Sketched> answer = runner.read(
                    scope,
                    "recall.sketches_after",
                    (session, entry) -> session.getMapper(NearestMapper.class)
                            .after(entry, owner.model(), owner.dimension(), after, most));
            page = Moment.sketches(answer);
            sieve.show(page);
            all.add(Moment.of(answer), page);
            last = page.isEmpty()
                    ? last
                    : Collections.max(page, Sketched.BY_HASH).hash();
        } while (page.size() == most);
    }
}
