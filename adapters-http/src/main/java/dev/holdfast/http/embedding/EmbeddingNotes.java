package dev.holdfast.http.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.http.embedding.EmbeddingRequests.CutOver;
import dev.holdfast.http.embedding.EmbeddingRequests.Lookup;
import dev.holdfast.http.embedding.EmbeddingRequests.NewVector;
import dev.holdfast.http.embedding.EmbeddingRequests.NewVectors;
import dev.holdfast.http.embedding.EmbeddingRequests.Reembed;
import dev.holdfast.http.embedding.EmbeddingRequests.Retry;
import dev.holdfast.http.embedding.EmbeddingRequests.TextRef;
import dev.holdfast.http.embedding.EmbeddingViews.CutOverResult;
import dev.holdfast.http.embedding.EmbeddingViews.FailedTexts;
import dev.holdfast.http.embedding.EmbeddingViews.FailedView;
import dev.holdfast.http.embedding.EmbeddingViews.LookupItem;
import dev.holdfast.http.embedding.EmbeddingViews.LookupResult;
import dev.holdfast.http.embedding.EmbeddingViews.ModelView;
import dev.holdfast.http.embedding.EmbeddingViews.ModelsView;
import dev.holdfast.http.embedding.EmbeddingViews.Retried;
import dev.holdfast.http.embedding.EmbeddingViews.Stored;
import dev.holdfast.http.support.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the OpenAPI document says of models and vectors. */
public final class EmbeddingNotes {
    private static final String NAME = "nomic-embed-text";
    private static final String TEXT = "The text.";
    private static final String HASH = "The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.";
    private static final String MODEL = "The model's name.";
    private static final String EXAMPLE_HASH = ContentHash.of("tea").hex();
    private static final Map<String, Object> NAME_LIMITS = Map.of("minLength", 1, "maxLength", EmbeddingModel.MAX_NAME);
    private static final Map<String, Object> DIMENSION_LIMITS = Map.of("minimum", 1, "maximum", Vector.MAX_DIMENSION);
    private static final Map<String, Object> HASH_LIMITS = Map.of("minLength", 64, "maxLength", 64);
    private static final Map<String, Object> VECTOR_LIMITS = Map.of("minItems", 1, "maxItems", Vector.MAX_DIMENSION);
    private static final ModelView STATUS = new ModelView(
            NAME, 768, ModelState.BUILDING, false, true, 1200, 800, 0, true, Instant.parse("2026-01-31T12:00:00Z"));
    private static final FailedView DEAD = new FailedView(
            TextOwner.Kind.MEMORY,
            UUID.fromString("0197f0c2-5f1e-7c31-9a55-2f6f0c1f7f11"),
            EXAMPLE_HASH,
            5,
            "it refuses the text (status 400)");

    private EmbeddingNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        models(notes);
        cache(notes);
        changes(notes);
        return notes;
    }

    private static void models(Notes notes) {
        notes.about(ModelView.class, "EmbeddingModel")
                .example(STATUS)
                .field("name", MODEL, NAME_LIMITS)
                .field("dimension", "How many numbers its vectors have.", DIMENSION_LIMITS)
                .field(
                        "state",
                        "`active`: texts are embedded with it, and questions compared with its vectors. `building`: texts are"
                                + " embedded with it, so that it can take over. `stored`: it has vectors, and texts get no"
                                + " more.")
                .field("complete", "Whether nothing is left to be done.")
                .field("searching", "Whether texts that were there before are still being looked for.")
                .field("ready", "Vectors there are.")
                .field("pending", "Memories and chunks whose text waits for its vector.")
                .field("failed", "Memories and chunks whose text the embedder refused too often.")
                .field("indexed", "Whether an index finds the nearest; otherwise all are compared.")
                .field("since", "When the tenant first had it.");
        notes.about(ModelsView.class, "EmbeddingModels")
                .example(new ModelsView(Optional.empty(), List.of(NAME), List.of(STATUS)))
                .field("active", "The model in use; absent when there is none.")
                .field("offered", "The models that this server can make vectors with, the preferred one first.")
                .field("items", "The models that the tenant has, by name.");
    }

    private static void cache(Notes notes) {
        notes.about(TextRef.class, "TextReference").field("text", TEXT).field("hash", HASH, HASH_LIMITS);
        notes.about(Lookup.class, "EmbeddingLookup")
                .example(
                        new Lookup(NAME, List.of(new TextRef(Optional.of("tea"), Optional.empty())), Optional.of(true)))
                .field("model", MODEL, NAME_LIMITS)
                .field(
                        "items",
                        "The texts, each by itself or by its hash; at most " + EmbeddingRequests.MOST_VECTORS
                                + " when vectors are wanted.",
                        Map.of("maxItems", EmbeddingRepository.MOST))
                .field("vectors", "Whether the vectors are answered; not unless said so.");
        notes.about(LookupItem.class, "EmbeddingLookupItem")
                .field("hash", HASH)
                .field("hit", "Whether there is a vector.")
                .field("vector", "The vector, when it was wanted.");
        notes.about(LookupResult.class, "EmbeddingLookupResult")
                .example(new LookupResult(
                        NAME, 1, 0, List.of(new LookupItem(EXAMPLE_HASH, true, Optional.of(List.of(0.1, -0.2))))))
                .field("model", MODEL)
                .field("hits", "Texts with a vector.")
                .field("misses", "Texts without.")
                .field("items", "For each text that was asked about, in that order.");
        notes.about(NewVector.class, "NewVector")
                .as(TextRef.class)
                .field("vector", "As many finite numbers as the model has dimensions, not all zero.", VECTOR_LIMITS);
        notes.about(NewVectors.class, "NewVectors")
                .example(new NewVectors(
                        NAME, List.of(new NewVector(Optional.of("tea"), Optional.empty(), List.of(0.1, -0.2)))))
                .field("model", "The model's name; it becomes known by this.", NAME_LIMITS)
                .field(
                        "items",
                        "The vectors, each with its text or the text's hash.",
                        Map.of("minItems", 1, "maxItems", EmbeddingRepository.MOST));
        notes.about(Stored.class, "StoredVectors")
                .example(new Stored(NAME, 768, 1))
                .field("model", MODEL)
                .field("dimension", "Of its vectors.")
                .field("stored", "How many changed something; the others were there.");
    }

    private static void changes(Notes notes) {
        notes.about(Reembed.class, "Reembedding")
                .example(new Reembed(NAME))
                .field("model", "A model that the server offers.", NAME_LIMITS);
        notes.about(CutOver.class, "CutOver")
                .example(new CutOver(Optional.of(false)))
                .field("evenIfIncomplete", "Whether it may take over before every text has its vector.");
        notes.about(CutOverResult.class, "CutOverResult")
                .example(new CutOverResult(true, Optional.of(NAME)))
                .field("cutOver", "Whether another model is in use now.")
                .field("active", "The model in use.");
        notes.about(Retry.class, "EmbeddingRetry").example(new Retry(NAME)).field("model", MODEL, NAME_LIMITS);
        notes.about(Retried.class, "EmbeddingRetried")
                .example(new Retried(NAME, 1))
                .field("model", MODEL)
                .field("retried", "Memories and chunks whose text is tried again.");
        notes.about(FailedView.class, "FailedText")
                .example(DEAD)
                .field("kind", "Whose text it is.")
                .field("id", "The id of the memory or chunk.")
                .field("hash", HASH)
                .field("attempts", "How often it was tried.")
                .field("reason", "What the embedder said last.");
        notes.about(FailedTexts.class, "FailedTexts")
                .example(new FailedTexts(List.of(DEAD)))
                .field("items", "The texts.");
    }
}
