package dev.holdfast.domain.embedding;

/** Every law of {@link EmbeddingRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface EmbeddingRepositoryContract extends EmbeddingStoreLaws, EmbeddingModelLaws, EmbeddingWorkLaws {}
