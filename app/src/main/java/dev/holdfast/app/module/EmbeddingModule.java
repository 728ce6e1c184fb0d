package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.EmbedderConfig;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.embedding.EmbeddingAdapter;
import dev.holdfast.embedding.openai.OpenAiSettings;
import dev.holdfast.ports.embedding.Embedders;
import dev.holdfast.ports.embedding.EmbeddingWork;
import dev.holdfast.ports.recall.ModelQuestionVectors;
import dev.holdfast.ports.recall.QuestionVectors;
import java.time.Clock;

/** How texts become vectors. */
final class EmbeddingModule extends AbstractModule {
    @Provides
    @Singleton
    Embedders embedders(EmbedderConfig config, Clock clock) {
        return switch (config.kind()) {
            case NONE -> Embedders.NONE;
            case HASHING -> EmbeddingAdapter.hashing(config.questionTimeout());
            case OPENAI ->
                EmbeddingAdapter.openAi(
                        new OpenAiSettings(
                                config.url(),
                                config.apiKey(),
                                config.batchSize(),
                                config.concurrency(),
                                config.timeout(),
                                config.maxCharacters()),
                        config.models(),
                        config.questionTimeout(),
                        clock);
        };
    }

    @Provides
    @Singleton
    EmbeddingWork work(EmbeddingRepository embeddings, Embedders embedders, EmbedderConfig config, Clock clock) {
        return new EmbeddingWork(embeddings, embedders, config.batchSize(), config.timeout(), clock);
    }

    @Provides
    @Singleton
    QuestionVectors questions(EmbeddingRepository embeddings, Embedders embedders) {
        return new ModelQuestionVectors(embeddings, embedders);
    }
}
