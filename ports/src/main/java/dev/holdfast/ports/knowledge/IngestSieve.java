package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds what is wrong with lines that only shows when they are seen together, or beside what is known already. */
final class IngestSieve {
    private static final String MODEL = "/embedding_model";
    private static final String MISMATCH = "mismatch";

    private final Collection collection;
    private final Function<String, Optional<EmbeddingModel>> known;
    private final Map<String, Integer> lineOfId = new HashMap<>();
    private Optional<EmbeddingModel> model = Optional.empty();
    private boolean newModel;
    private int seen;

    /** @param known the model that the tenant knows by a name; asked once at most */
    IngestSieve(Collection collection, Function<String, Optional<EmbeddingModel>> known) {
        this.collection = collection;
        this.known = known;
    }

    /** @throws LimitExceeded when it is one too many */
    IngestLine judged(IngestLine line) {
        if (++seen > IngestService.MAX_LINES) {
            throw new LimitExceeded("the lines of an ingest", IngestService.MAX_LINES);
        }
        return switch (line) {
            case IngestLine.Broken broken -> broken;
            case IngestLine.Sound sound ->
                repeated(sound)
                        .or(() -> sound.vectors().flatMap(this::unfit))
                        .<IngestLine>map(wrong -> new IngestLine.Broken(sound.line(), List.of(wrong)))
                        .orElse(sound);
        };
    }

    /** What made the vectors of all lines so far; empty when there were none. */
    Optional<EmbeddingModel> model() {
        return model;
    }

    /** Whether the tenant does not know {@link #model} yet. */
    boolean isNewModel() {
        return newModel;
    }

    private EmbeddingModel settle(EmbeddingModel wanted) {
        Optional<EmbeddingModel> already = known.apply(wanted.name());
        newModel = already.isEmpty();
        model = already.or(() -> Optional.of(wanted));
        return already.orElse(wanted);
    }

    private Optional<Violation> repeated(IngestLine.Sound sound) {
        return Optional.ofNullable(lineOfId.putIfAbsent(sound.draft().address().externalId(), sound.line()))
                .map(first -> new Violation("/external_id", "duplicate", "line " + first + " is of the same document"));
    }

    private Optional<Violation> unfit(ChunkVectors vectors) {
        Optional<String> expected = collection.embeddingModel();
        Optional<String> name = vectors.model().or(() -> expected);
        if (name.isEmpty()) {
            return Optional.of(
                    new Violation(MODEL, "required", "vectors are of a model; this collection has none of its own"));
        }
        if (expected.isPresent() && !expected.equals(name)) {
            return Optional.of(new Violation(MODEL, MISMATCH, "the model of this collection is " + expected.get()));
        }
        EmbeddingModel wanted = new EmbeddingModel(name.get(), vectors.dimension());
        EmbeddingModel settled = model.orElseGet(() -> settle(wanted));
        if (!settled.name().equals(wanted.name())) {
            return Optional.of(new Violation(
                    MODEL, MISMATCH, "all vectors of an ingest are of one model, which is " + settled.name()));
        }
        return settled.equals(wanted)
                ? Optional.empty()
                : Optional.of(new Violation(
                        MODEL, MISMATCH, settled.name() + " has vectors of " + settled.dimension() + " numbers"));
    }
}
