package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.domain.knowledge.Profile;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Tokens;
import dev.holdfast.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bodies of the endpoints of collections and documents, and how each becomes what the use case takes. */
final class KnowledgeRequests {
    private KnowledgeRequests() {}

    record CollectionContent(
            Optional<String> description,
            Optional<String> language,
            Optional<Profile> profile,
            Optional<String> embeddingModel,
            Optional<JsonDocument> metadata) {
        CollectionDraft named(CollectionName name) {
            return new CollectionDraft(
                    name,
                    description,
                    language.map(Language::new).orElse(Language.ENGLISH),
                    profile.orElse(Profile.TEXT),
                    embeddingModel,
                    metadata.orElse(JsonDocument.EMPTY));
        }
    }

    record ChunkContent(
            String text,
            Optional<List<String>> headings,
            Optional<Integer> tokenCount,
            Optional<JsonDocument> metadata) {
        ChunkDraft draft() {
            return new ChunkDraft(
                    text,
                    headings.orElse(List.of()),
                    tokenCount.orElseGet(() -> Tokens.estimate(text)),
                    metadata.orElse(JsonDocument.EMPTY));
        }
    }

    record DocumentContent(
            Optional<String> title,
            Optional<String> source,
            Optional<JsonDocument> metadata,
            Optional<Instant> validFrom,
            Optional<Instant> validTo,
            List<ChunkContent> chunks) {
        /** @throws InvalidInput with what is wrong in all of the chunks */
        DocumentDraft at(DocumentAddress address) {
            return new DocumentDraft(
                    address, title, source, metadata.orElse(JsonDocument.EMPTY), validFrom, validTo, drafts());
        }

        private List<ChunkDraft> drafts() {
            if (chunks.size() > DocumentDraft.MAX_CHUNKS) {
                throw InvalidInput.of(
                        "/chunks", "too_many", "a document has at most " + DocumentDraft.MAX_CHUNKS + " chunks");
            }
            List<ChunkDraft> drafts = new ArrayList<>(chunks.size());
            List<Violation> violations = new ArrayList<>();
            for (int i = 0; i < chunks.size(); i++) {
                try {
                    drafts.add(chunks.get(i).draft());
                } catch (InvalidInput wrong) {
                    violations.addAll(wrong.under("/chunks/" + i).violations());
                }
            }
            if (!violations.isEmpty()) {
                throw new InvalidInput(violations);
            }
            return drafts;
        }
    }

    static CollectionName collection(String text) {
        CollectionName.check("/collection", text).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
        return new CollectionName(text);
    }
}
