package dev.holdfast.postgres.embedding;

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
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Embeddings in PostgreSQL; see the migration for what is kept where. */
public final class PostgresEmbeddingRepository implements EmbeddingRepository {
    private static final int STEP = 2_000;

    private final SqlRunner requests;
    private final SqlRunner background;
    private final Claims claims;

    /** @param background for what takes longer than a request may */
    public PostgresEmbeddingRepository(SqlRunner requests, SqlRunner background, Claims claims) {
        this.claims = claims;
        this.requests = reading(requests);
        this.background = reading(background);
    }

    private static SqlRunner reading(SqlRunner runner) {
        return runner.reading(EmbeddingModel.class, EmbeddingRows::model)
                .reading(ModelProgress.class, EmbeddingRows::progress)
                .reading(ModelStatus.class, EmbeddingRows::status)
                .reading(Embedding.class, EmbeddingRows::embedding)
                .reading(ContentHash.class, EmbeddingRows::hash)
                .reading(PendingText.class, EmbeddingRows::pending)
                .reading(FailedText.class, EmbeddingRows::failed)
                .with(EmbeddingMapper.class);
    }

    @Override
    public void register(Scope scope, EmbeddingModel model, Instant now) {
        int made = write(requests, scope, "embedding.register", (mapper, entry) -> mapper.register(entry, model, now));
        if (made == 0) {
            model(scope, model.name())
                    .filter(known -> known.dimension() != model.dimension())
                    .ifPresent(known -> {
                        throw mismatch(known);
                    });
        }
    }

    private static InvalidInput mismatch(EmbeddingModel known) {
        return InvalidInput.of(
                "/dimension", "mismatch", known.name() + " has vectors of " + known.dimension() + " numbers");
    }

    @Override
    public List<ModelStatus> models(Scope scope) {
        return read(scope, "embedding.models", EmbeddingMapper::models);
    }

    @Override
    public Optional<EmbeddingModel> model(Scope scope, String name) {
        return read(scope, "embedding.find_model", (mapper, entry) -> mapper.findModel(entry, name));
    }

    @Override
    public List<ModelProgress> inUse(Scope scope) {
        return read(scope, "embedding.in_use", EmbeddingMapper::inUse);
    }

    @Override
    public Optional<EmbeddingModel> active(Scope scope) {
        return read(scope, "embedding.active", EmbeddingMapper::active);
    }

    @Override
    public ModelState begin(Scope scope, EmbeddingModel model, Instant now) {
        return write(requests, scope, "embedding.begin", (mapper, entry) -> mapper.begin(entry, model, now))
                .map(state -> ModelState.valueOf(state.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> model(scope, model.name())
                        .map(PostgresEmbeddingRepository::mismatch)
                        .orElseThrow());
    }

    @Override
    public boolean cutOver(Scope scope, boolean evenIfIncomplete) {
        return write(requests, scope, "embedding.cut_over", (mapper, entry) -> mapper.cutOver(entry, evenIfIncomplete));
    }

    @Override
    public Map<ContentHash, Vector> find(Scope scope, String model, Set<ContentHash> hashes) {
        return read(scope, "embedding.find", (mapper, entry) -> mapper.find(entry, model, bytes(hashes))).stream()
                .collect(Collectors.toUnmodifiableMap(Embedding::hash, Embedding::vector));
    }

    @Override
    public Set<ContentHash> ready(Scope scope, Set<ContentHash> hashes) {
        return Set.copyOf(read(scope, "embedding.ready", (mapper, entry) -> mapper.ready(entry, bytes(hashes))));
    }

    @Override
    public Set<ContentHash> present(Scope scope, String model, Set<ContentHash> hashes) {
        return Set.copyOf(
                read(scope, "embedding.present", (mapper, entry) -> mapper.present(entry, model, bytes(hashes))));
    }

    private static List<byte[]> bytes(Set<ContentHash> hashes) {
        return hashes.stream().map(ContentHash::bytes).toList();
    }

    @Override
    public int store(Scope scope, EmbeddingModel model, List<Embedding> embeddings, boolean cached, Instant now) {
        Batch batch = batch(model, embeddings);
        return write(
                requests, scope, "embedding.store", (mapper, entry) -> mapper.store(entry, model, batch, cached, now));
    }

    @Override
    public Written<Integer> once(Scope scope, Change change, IntSupplier work) {
        return requests.inTransaction(
                scope,
                "embedding.once",
                () -> claims.once(
                        scope,
                        change,
                        () -> {
                            int changed = work.getAsInt();
                            change.claim()
                                    .filter(claim -> changed > 0)
                                    .ifPresent(claim -> claims.keep(scope, claim, changed));
                            return new Written<>(changed, changed > 0, false);
                        },
                        done -> new Written<>(Math.toIntExact(done.versions().getFirst()), true, true)));
    }

    /** A text once: a statement cannot change a row twice. */
    private static Batch batch(EmbeddingModel model, List<Embedding> embeddings) {
        return new Batch(
                List.copyOf(embeddings.stream()
                        .collect(Collectors.toMap(Embedding::hash, Function.identity(), (first, again) -> first))
                        .values()),
                model.dimension());
    }

    @Override
    public boolean enqueue(Scope scope, String model, int most, Instant now) {
        int memories = write(
                background,
                scope,
                "embedding.enqueue_memories",
                (mapper, entry) -> mapper.enqueueMemories(entry, model, Math.min(most, STEP), now));
        int chunks = write(
                background,
                scope,
                "embedding.enqueue_chunks",
                (mapper, entry) -> mapper.enqueueChunks(entry, model, Math.min(most, STEP), now));
        return memories + chunks > 0;
    }

    @Override
    public List<PendingText> claim(Scope scope, String model, int most, Instant now, Instant until) {
        return write(
                background, scope, "embedding.claim", (mapper, entry) -> mapper.claim(entry, model, most, now, until));
    }

    @Override
    public void complete(
            Scope scope, EmbeddingModel model, List<Embedding> embeddings, List<PendingText> done, Instant now) {
        Batch batch = batch(model, embeddings);
        write(background, scope, "embedding.complete", (mapper, entry) -> {
            mapper.complete(entry, model, batch, new Work(done), false, now);
            return model;
        });
    }

    @Override
    public void postpone(Scope scope, String model, List<PendingText> texts, Instant due, String reason) {
        write(background, scope, "embedding.postpone", (mapper, entry) -> {
            mapper.postpone(entry, model, new Work(texts), due, reason);
            return model;
        });
    }

    @Override
    public void giveUp(Scope scope, String model, List<PendingText> texts, String reason) {
        write(background, scope, "embedding.give_up", (mapper, entry) -> {
            mapper.giveUp(entry, model, new Work(texts), reason);
            return model;
        });
    }

    @Override
    public List<FailedText> failed(Scope scope, String model, int most) {
        return read(scope, "embedding.failed", (mapper, entry) -> mapper.failed(entry, model, most));
    }

    @Override
    public int retry(Scope scope, String model, Instant now) {
        return write(requests, scope, "embedding.retry", (mapper, entry) -> mapper.retry(entry, model, now));
    }

    @Override
    public int sweep(Scope scope, Instant before, Instant cachedBefore, int most) {
        return write(
                background,
                scope,
                "embedding.sweep",
                (mapper, entry) -> mapper.sweep(entry, before, cachedBefore, most));
    }

    private <T> T read(Scope scope, String name, BiFunction<EmbeddingMapper, Entry, T> statement) {
        return requests.read(
                scope, name, (session, entry) -> statement.apply(session.getMapper(EmbeddingMapper.class), entry));
    }

    private static <T> T write(
            SqlRunner runner, Scope scope, String name, BiFunction<EmbeddingMapper, Entry, T> statement) {
        return runner.write(
                scope, name, (session, entry) -> statement.apply(session.getMapper(EmbeddingMapper.class), entry));
    }
}
