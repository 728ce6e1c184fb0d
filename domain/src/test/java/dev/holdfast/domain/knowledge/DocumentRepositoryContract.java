package dev.holdfast.domain.knowledge;

/** Every law of {@link DocumentRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface DocumentRepositoryContract
        extends DocumentWritingLaws,
                DocumentChunkLaws,
                DocumentListingLaws,
                DocumentOnceLaws,
                DocumentBoundLaws,
                DocumentConcurrencyLaws {}
