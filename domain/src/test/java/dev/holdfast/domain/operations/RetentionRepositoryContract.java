package dev.holdfast.domain.operations;

/** Every law of {@link RetentionRepository}. */
public interface RetentionRepositoryContract extends RetentionFindingLaws, RetentionRemovalLaws {}
