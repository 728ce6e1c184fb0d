package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.Chunker;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Violations;
import java.util.Optional;

/** The arguments of the knowledge tools. */
final class KnowledgeToolRequests {
    private KnowledgeToolRequests() {}

    record SearchDocuments(
            String query,
            Optional<String> collection,
            Optional<Integer> limit,
            Optional<Integer> maxTokens,
            Optional<String> cursor) {}

    record GetDocument(String collection, String document, Optional<Integer> maxTokens, Optional<String> cursor) {
        DocumentAddress address() {
            return addressOf(collection, document);
        }
    }

    record AddDocument(
            String collection,
            String document,
            String text,
            Optional<String> title,
            Optional<String> source,
            Optional<JsonDocument> metadata) {
        DocumentDraft draft() {
            return new DocumentDraft(
                    addressOf(collection, document),
                    title,
                    source,
                    metadata.orElse(JsonDocument.EMPTY),
                    Optional.empty(),
                    Optional.empty(),
                    Chunker.of(true).chunksOfDocument(text));
        }
    }

    record ListCollections(Optional<Integer> limit, Optional<String> cursor) {}

    private static DocumentAddress addressOf(String collection, String document) {
        CollectionName name = KnowledgeRequests.collection(collection);
        new Violations().add(DocumentAddress.checkId("/document", document)).throwIfAny();
        return new DocumentAddress(name, document);
    }
}
