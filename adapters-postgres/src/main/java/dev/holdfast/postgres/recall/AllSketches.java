package dev.holdfast.postgres.recall;

import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.recall.KnownSketches.Owner;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a sieve all sketches of a model that a tenant has, and perhaps some that it had. */
final class AllSketches {
    /** Sketches of one round trip: some megabytes. */
    private static final int PAGE = 25_000;

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
                .ifPresentOrElse(sieve::show, () -> showPages(scope, owner, sieve));
    }

    /** With what came since. Nothing when that is too much, or of another server. */
    private Optional<List<Sketched>> grown(Scope scope, Owner owner, Held held) {
        Moment then = held.moment();
        int most = known.most(owner);
        List<Sketched> answer = runner.read(
                scope,
                "recall.sketches_since",
                (session, entry) -> session.getMapper(NearestMapper.class)
                        .since(entry, owner.model(), owner.dimension(), then.xid(), most));
        Moment now = Moment.of(answer);
        List<Sketched> since = Moment.sketches(answer);
        if (!now.follows(then) || held.size() + since.size() > most) {
            known.forget(owner);
            return Optional.empty();
        }
        if (held.grow(now, since)) {
            known.keep(owner, held);
        }
        return Optional.of(held.all());
    }

    private void showPages(Scope scope, Owner owner, Sieve sieve) {
        int most = known.most(owner);
        List<Moment> moments = new ArrayList<>();
        List<Sketched> all = new ArrayList<>();
        boolean fits = true;
        byte[] last = {};
        List<Sketched> page;
        do {
            byte[] after = last;
            List<Sketched> answer = runner.read(
                    scope,
                    "recall.sketches_after",
                    (session, entry) -> session.getMapper(NearestMapper.class)
                            .after(entry, owner.model(), owner.dimension(), after, PAGE));
            moments.add(Moment.of(answer));
            page = Moment.sketches(answer);
            sieve.show(page);
            fits = fits && all.size() + page.size() <= most;
            if (fits) {
                all.addAll(page);
            } else {
                all.clear();
            }
            last = page.isEmpty() ? last : page.getLast().hash();
        } while (page.size() == PAGE);
        Moment first = moments.getFirst();
        if (fits && moments.stream().allMatch(moment -> moment.follows(first))) {
            known.keep(owner, new Held(first, all));
        }
    }
}
