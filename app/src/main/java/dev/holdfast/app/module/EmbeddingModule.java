package dev.holdfast.app.module;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.EmbedderConfig;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.embedding.EmbeddingAdapter;
import dev.holdfast.embedding.openai.OpenAiSettings;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.embedding.Embedders;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.embedding.EmbeddingWork;
import dev.holdfast.ports.recall.ModelQuestionVectors;
import dev.holdfast.ports.recall.QuestionVectors;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** How texts become vectors. */
final class EmbeddingModule extends AbstractModule {
    @Provides
    @Singleton
    Embedders embedders(EmbedderConfig config, MetricRegistry metrics, Clock clock) {
        Embedders embedders = switch (config.kind()) {
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
        return embedders.each(embedder -> new MeasuredEmbedder(embedder, metrics));
    }

    @Provides
    @Singleton
    EmbeddingService service(
            EmbeddingRepository embeddings,
            Embedders embedders,
            AuditRepository audit,
            Guard guard,
            Ids ids,
            Clock clock) {
        return new EmbeddingService(embeddings, embedders, audit, guard, ids, clock);
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
