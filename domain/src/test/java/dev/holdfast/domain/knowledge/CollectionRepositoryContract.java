package dev.holdfast.domain.knowledge;

/** Every law of {@link CollectionRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface CollectionRepositoryContract extends CollectionWritingLaws, CollectionOnceLaws, CollectionBoundLaws {}
