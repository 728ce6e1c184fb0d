package dev.holdfast.memory.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelProgress;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.memory.support.InMemoryClaims;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The list of work is not kept but found: it is whatever text has no vector. Only what was tried is remembered. */
public final class InMemoryEmbeddingRepository implements EmbeddingRepository {
    /** A text that has no vector of a model. */
    private record Waiting(Texts.Owned text, Attempt attempt) {}

    private final InMemoryStore store;
    private final InMemoryClaims claims;
    private final Texts texts;
    private final InMemoryTable<String, Known> models;
    private final InMemoryTable<Kept.Name, Kept> vectors;
    private final InMemoryTable<Attempt.Name, Attempt> attempts;

    public InMemoryEmbeddingRepository(InMemoryStore store, InMemoryClaims claims, Texts texts) {
        this.store = store;
        this.claims = claims;
        this.texts = texts;
        this.models = store.table(Comparator.<String>naturalOrder());
        this.vectors = store.table(Kept.Name.ORDER);
        this.attempts = store.table(Attempt.Name.ORDER);
    }

    @Override
    public void register(Scope scope, EmbeddingModel model, Instant now) {
        store.inTransaction(scope, () -> known(scope, model, now));
    }

    private Known known(Scope scope, EmbeddingModel model, Instant now) {
        Optional<Known> known = models.find(scope.tenant(), model.name());
        if (known.isPresent() && known.get().model().dimension() != model.dimension()) {
            throw InvalidInput.of(
                    "/dimension",
                    "mismatch",
                    model.name() + " has vectors of " + known.get().model().dimension() + " numbers");
        }
        return known.orElseGet(() -> put(scope.tenant(), new Known(model, ModelState.STORED, now)));
    }

    private Known put(TenantId tenant, Known known) {
        models.put(tenant, known.model().name(), known);
        return known;
    }

    @Override
    public List<ModelStatus> models(Scope scope) {
        return store.read(
                scope.deadline(),
                () -> models.rows(scope.tenant()).values().stream()
                        .map(known -> status(scope.tenant(), known))
                        .toList());
    }

    @Override
    public List<ModelProgress> inUse(Scope scope) {
        return store.read(
                scope.deadline(),
                () -> models.rows(scope.tenant()).values().stream()
                        .filter(Known::inUse)
                        .map(known -> progress(scope.tenant(), known))
                        .toList());
    }

    private ModelStatus status(TenantId tenant, Known known) {
        return new ModelStatus(
                progress(tenant, known), vectorsOf(tenant, known.model().name()).count(), false, known.since());
    }

    private ModelProgress progress(TenantId tenant, Known known) {
        List<Waiting> waiting = waiting(tenant, known).toList();
        long failed = waiting.stream()
                .filter(each -> each.attempt().failed().isPresent())
                .count();
        return new ModelProgress(known.model(), known.state(), false, waiting.size() - failed, failed);
    }

    private Stream<Map.Entry<Kept.Name, Kept>> vectorsOf(TenantId tenant, String model) {
        return vectors.rows(tenant).entrySet().stream()
                .filter(entry -> entry.getKey().model().equals(model));
    }

    @Override
    public Optional<EmbeddingModel> model(Scope scope, String name) {
        return store.read(
                scope.deadline(), () -> models.find(scope.tenant(), name).map(Known::model));
    }

    @Override
    public Optional<EmbeddingModel> active(Scope scope) {
        return store.read(
                scope.deadline(), () -> in(scope.tenant(), ModelState.ACTIVE).map(Known::model));
    }

    private Optional<Known> in(TenantId tenant, ModelState state) {
        return models.rows(tenant).values().stream()
                .filter(known -> known.state() == state)
                .findFirst();
    }

    @Override
    public ModelState begin(Scope scope, EmbeddingModel model, Instant now) {
        return store.inTransaction(scope, () -> {
            Known known = known(scope, model, now);
            boolean another = in(scope.tenant(), ModelState.ACTIVE)
                    .filter(active -> !active.model().equals(model))
                    .isPresent();
            if (another) {
                in(scope.tenant(), ModelState.BUILDING)
                        .ifPresent(building -> put(scope.tenant(), building.in(ModelState.STORED)));
            }
            return put(scope.tenant(), known.in(another ? ModelState.BUILDING : ModelState.ACTIVE))
                    .state();
        });
    }

    @Override
    public boolean cutOver(Scope scope, boolean evenIfIncomplete) {
        return store.inTransaction(scope, () -> {
            Optional<Known> building = in(scope.tenant(), ModelState.BUILDING)
                    .filter(known -> evenIfIncomplete
                            || waiting(scope.tenant(), known).findAny().isEmpty());
            building.ifPresent(successor -> {
                in(scope.tenant(), ModelState.ACTIVE)
                        .ifPresent(active -> put(scope.tenant(), active.in(ModelState.STORED)));
                put(scope.tenant(), successor.in(ModelState.ACTIVE));
            });
            return building.isPresent();
        });
    }

    @Override
    public Map<ContentHash, Vector> find(Scope scope, String model, Set<ContentHash> hashes) {
        return store.read(scope.deadline(), () -> {
            Map<ContentHash, Vector> found = new HashMap<>();
            hashes.forEach(hash -> vectors.find(scope.tenant(), new Kept.Name(model, hash))
                    .ifPresent(kept -> found.put(hash, kept.vector())));
            return Map.copyOf(found);
        });
    }

    /** The vector of a text. To be used inside {@link InMemoryStore#read}. */
    public Optional<Vector> vectorOf(TenantId tenant, String model, String text) {
        return vectors.find(tenant, new Kept.Name(model, ContentHash.of(text))).map(Kept::vector);
    }

    @Override
    public Set<ContentHash> ready(Scope scope, Set<ContentHash> hashes) {
        return store.read(
                scope.deadline(),
                () -> in(scope.tenant(), ModelState.ACTIVE)
                        .map(known -> present(scope, known.model().name(), hashes))
                        .orElse(Set.of()));
    }

    @Override
    public Set<ContentHash> present(Scope scope, String model, Set<ContentHash> hashes) {
        return find(scope, model, hashes).keySet();
    }

    @Override
    public int store(Scope scope, EmbeddingModel model, List<Embedding> embeddings, boolean cached, Instant now) {
        return store.inTransaction(scope, () -> {
            int changed = 0;
            for (Embedding embedding : embeddings) {
                changed += keep(scope.tenant(), model, embedding, cached, now) ? 1 : 0;
            }
            return changed;
        });
    }

    /** @return whether that changed something */
    private boolean keep(TenantId tenant, EmbeddingModel model, Embedding embedding, boolean cached, Instant now) {
        Kept.Name name = new Kept.Name(model.name(), embedding.hash());
        Optional<Kept> before = vectors.find(tenant, name);
        Kept kept = before.orElseGet(() -> new Kept(embedding.vector(), cached, now));
        vectors.put(tenant, name, new Kept(kept.vector(), kept.cached() || cached, kept.since()));
        return before.isEmpty() || (cached && !kept.cached());
    }

    @Override
    public Written<Integer> once(Scope scope, Change change, IntSupplier work) {
        return claims
                .once(scope, change, Integer.class, () -> {
                    int changed = work.getAsInt();
                    return changed == 0 ? List.of() : List.of(new Written<>(changed, true, false));
                })
                .stream()
                .findFirst()
                .orElseGet(() -> new Written<>(0, false, false));
    }

    /** Whatever was there before is on the list already. */
    @Override
    public boolean enqueue(Scope scope, String model, int most, Instant now) {
        return false;
    }

    @Override
    public List<PendingText> claim(Scope scope, String model, int most, Instant now, Instant until) {
        return store.inTransaction(
                scope,
                () -> models.find(scope.tenant(), model)
                        .map(known -> waiting(scope.tenant(), known)
                                .filter(each -> each.attempt().failed().isEmpty()
                                        && !each.attempt().due().isAfter(now))
                                .sorted(Comparator.comparing(
                                        each -> each.attempt().due()))
                                .limit(most)
                                .map(each -> taken(scope, model, each, until))
                                .toList())
                        .orElse(List.of()));
    }

    private PendingText taken(Scope scope, String model, Waiting waiting, Instant until) {
        Attempt next = new Attempt(waiting.attempt().hash(), waiting.attempt().attempts() + 1, until, Optional.empty());
        attempts.put(scope.tenant(), new Attempt.Name(model, waiting.text().owner()), next);
        return new PendingText(
                waiting.text().owner(),
                next.hash(),
                next.attempts(),
                Optional.of(waiting.text().text()));
    }

    private Stream<Waiting> waiting(TenantId tenant, Known known) {
        if (!known.inUse()) {
            return Stream.of();
        }
        String model = known.model().name();
        return texts.of(tenant)
                .filter(text -> !text.deleted())
                .filter(text -> text.model().map(model::equals).orElse(true))
                .flatMap(text -> {
                    ContentHash hash = ContentHash.of(text.text());
                    return vectors.find(tenant, new Kept.Name(model, hash)).isPresent()
                            ? Stream.of()
                            : Stream.of(new Waiting(text, attempt(tenant, model, text, hash)));
                });
    }

    private Attempt attempt(TenantId tenant, String model, Texts.Owned text, ContentHash hash) {
        return attempts.find(tenant, new Attempt.Name(model, text.owner()))
                .filter(attempt -> attempt.hash().equals(hash))
                .orElseGet(() -> Attempt.none(hash));
    }

    @Override
    public void complete(
            Scope scope, EmbeddingModel model, List<Embedding> embeddings, List<PendingText> done, Instant now) {
        store.inTransaction(scope, () -> {
            embeddings.forEach(embedding -> keep(scope.tenant(), model, embedding, false, now));
            change(scope, model.name(), done, attempt -> Optional.empty());
            return done;
        });
    }

    @Override
    public void postpone(Scope scope, String model, List<PendingText> postponed, Instant due, String reason) {
        store.inTransaction(scope, () -> {
            change(
                    scope,
                    model,
                    postponed,
                    attempt -> Optional.of(new Attempt(attempt.hash(), attempt.attempts(), due, Optional.empty())));
            return postponed;
        });
    }

    @Override
    public void giveUp(Scope scope, String model, List<PendingText> given, String reason) {
        store.inTransaction(scope, () -> {
            change(
                    scope,
                    model,
                    given,
                    attempt -> Optional.of(
                            new Attempt(attempt.hash(), attempt.attempts(), attempt.due(), Optional.of(reason))));
            return given;
        });
    }

    /** Of the texts that are still those that were taken. */
    private void change(
            Scope scope, String model, List<PendingText> taken, Function<Attempt, Optional<Attempt>> change) {
        for (PendingText text : taken) {
            Attempt.Name name = new Attempt.Name(model, text.owner());
            attempts.find(scope.tenant(), name)
                    .filter(attempt -> attempt.hash().equals(text.hash()))
                    .ifPresent(attempt -> change.apply(attempt)
                            .ifPresentOrElse(
                                    next -> attempts.put(scope.tenant(), name, next),
                                    () -> attempts.remove(scope.tenant(), name)));
        }
    }

    @Override
    public List<FailedText> failed(Scope scope, String model, int most) {
        return store.read(
                scope.deadline(),
                () -> models.find(scope.tenant(), model).stream()
                        .flatMap(known -> waiting(scope.tenant(), known))
                        .flatMap(each -> each.attempt().failed().stream()
                                .map(reason -> new FailedText(
                                        each.text().owner(),
                                        each.attempt().hash(),
                                        each.attempt().attempts(),
                                        reason)))
                        .limit(most)
                        .toList());
    }

    @Override
    public int retry(Scope scope, String model, Instant now) {
        return store.inTransaction(scope, () -> {
            List<FailedText> failed = failed(scope, model, Integer.MAX_VALUE);
            failed.forEach(text -> attempts.remove(scope.tenant(), new Attempt.Name(model, text.owner())));
            return failed.size();
        });
    }

    @Override
    public int sweep(Scope scope, Instant before, Instant cachedBefore, int most) {
        return store.inTransaction(scope, () -> {
            Set<ContentHash> had = new HashSet<>();
            texts.of(scope.tenant()).forEach(text -> had.add(ContentHash.of(text.text())));
            List<Kept.Name> orphans = vectors.rows(scope.tenant()).entrySet().stream()
                    .filter(entry ->
                            entry.getValue().since().isBefore(entry.getValue().cached() ? cachedBefore : before))
                    .map(Map.Entry::getKey)
                    .filter(name -> !had.contains(name.hash()))
                    .limit(most)
                    .toList();
            orphans.forEach(name -> vectors.remove(scope.tenant(), name));
            return orphans.size();
        });
    }
}
