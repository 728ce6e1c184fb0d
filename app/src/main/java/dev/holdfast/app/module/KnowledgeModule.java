package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.knowledge.IngestService;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;

/** Collections and documents. */
final class KnowledgeModule extends AbstractModule {
    @Provides
    @Singleton
    KnowledgeService knowledgeService(
            CollectionRepository collections, DocumentRepository documents, Guard guard, Ids ids, Clock clock) {
        return new KnowledgeService(collections, documents, guard, ids, clock);
    }

    @Provides
    @Singleton
    IngestService ingestService(
            CollectionRepository collections,
            DocumentRepository documents,
            EmbeddingRepository embeddings,
            Transactions transactions,
            Guard guard,
            Ids ids,
            Clock clock) {
        return new IngestService(collections, documents, embeddings, transactions, guard, ids, clock);
    }
}
