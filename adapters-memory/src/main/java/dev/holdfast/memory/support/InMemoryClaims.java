package dev.holdfast.memory.support;

import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What callers wanted to happen once, and what came of it. */
public final class InMemoryClaims {
    private final InMemoryStore store;
    private final InMemoryTable<Name, Kept> claims;

    public InMemoryClaims(InMemoryStore store) {
        this.store = store;
        this.claims = store.table(Name.ORDER);
    }

    /**
     * Does {@code work} in a transaction and remembers its outcomes, unless the change claims an outcome that is remembered
     * already. No outcomes mean that nothing was changed, and leave no claim.
     */
    public <T> List<Written<T>> once(Scope scope, Change change, Class<T> kind, Supplier<List<Written<T>>> work) {
        return store.inTransaction(scope, () -> {
            Optional<List<Written<T>>> replay = change.claim().flatMap(claim -> replay(scope, change, claim, kind));
            return replay.orElseGet(() -> {
                List<Written<T>> outcomes = List.copyOf(work.get());
                if (!outcomes.isEmpty()) {
                    change.claim()
                            .ifPresent(
                                    claim -> claims.put(scope.tenant(), name(scope, claim), new Kept(claim, outcomes)));
                }
                return outcomes;
            });
        });
    }

    private <T> Optional<List<Written<T>>> replay(Scope scope, Change change, IdempotencyClaim claim, Class<T> kind) {
        return claims.find(scope.tenant(), name(scope, claim))
                .filter(kept -> kept.claim.expiresAt().isAfter(change.at()))
                .map(kept -> {
                    kept.claim.requireSame(claim.operation(), claim.fingerprint());
                    return kept.outcomes.stream()
                            .map(first -> new Written<>(kind.cast(first.value()), first.created(), true))
                            .toList();
                });
    }

    private static Name name(Scope scope, IdempotencyClaim claim) {
        return new Name(scope.principal(), claim.key());
    }

    private record Name(PrincipalId principal, String key) {
        static final Comparator<Name> ORDER =
                Comparator.comparing((Name name) -> name.principal.value()).thenComparing(Name::key);
    }

    private record Kept(IdempotencyClaim claim, List<? extends Written<?>> outcomes) {}
}
