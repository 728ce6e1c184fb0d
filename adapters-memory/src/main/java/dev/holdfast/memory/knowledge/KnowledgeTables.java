package dev.holdfast.memory.knowledge;

import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.embedding.Texts;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Where collections and documents are: both repositories change both. To be used as {@link InMemoryTable} says. */
public record KnowledgeTables(
        InMemoryTable<CollectionName, Collection> collections,
        InMemoryTable<DocumentAddress, FiledDocument> documents) {
    /** The smallest id there can be: one character, and U+0000 is none. */
    private static final String FIRST_ID = "\u0001";

    public static KnowledgeTables in(InMemoryStore store) {
        return new KnowledgeTables(
                store.table(Comparator.<CollectionName>naturalOrder()),
                store.table(Comparator.<DocumentAddress>naturalOrder()));
    }

    /** The documents of a collection in their order. */
    public Stream<FiledDocument> of(TenantId tenant, CollectionName collection) {
        return documents.rows(tenant).tailMap(new DocumentAddress(collection, FIRST_ID), true).values().stream()
                .takeWhile(filed -> filed.document().address().collection().equals(collection));
    }

    /** The text of every chunk. */
    public Stream<Texts.Owned> texts(TenantId tenant) {
        return documents.rows(tenant).values().stream().flatMap(filed -> {
            Optional<String> model = collections
                    .find(tenant, filed.document().address().collection())
                    .flatMap(Collection::embeddingModel);
            return filed.chunks().stream()
                    .map(chunk -> new Texts.Owned(
                            new TextOwner(TextOwner.Kind.CHUNK, chunk.id().value()), chunk.text(), model, false));
        });
    }
}
