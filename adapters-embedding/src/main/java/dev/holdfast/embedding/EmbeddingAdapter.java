package dev.holdfast.embedding;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.embedding.hashing.HashingEmbedder;
import dev.holdfast.embedding.openai.OpenAiEmbedder;
import dev.holdfast.embedding.openai.OpenAiSettings;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.Embedders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts the embedders of a server together. */
public final class EmbeddingAdapter {
    private EmbeddingAdapter() {}

    /** Feature hashing alone. */
    public static Embedders hashing(Duration questionPatience) {
        return new Embedders(List.of(new HashingEmbedder()), questionPatience);
    }

    /**
     * The models of one endpoint, and feature hashing for tenants that come from it.
     *
     * @param models the first is what texts are embedded with
     * @param clock by which a date in {@code Retry-After} is read
     */
    public static Embedders openAi(
            OpenAiSettings settings, List<EmbeddingModel> models, Duration questionPatience, Clock clock) {
        List<Embedder> embedders = new ArrayList<>();
        for (EmbeddingModel model : models) {
            embedders.add(new OpenAiEmbedder(settings, model, clock));
        }
        if (models.stream().noneMatch(model -> model.name().equals(HashingEmbedder.MODEL.name()))) {
            embedders.add(new HashingEmbedder());
        }
        return new Embedders(embedders, questionPatience);
    }
}
