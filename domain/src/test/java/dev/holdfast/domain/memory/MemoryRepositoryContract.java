package dev.holdfast.domain.memory;

/** Every law of {@link MemoryRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface MemoryRepositoryContract
        extends MemoryWritingLaws,
                MemoryRemovalLaws,
                MemoryFidelityLaws,
                MemoryHistoryLaws,
                MemoryVersionNameLaws,
                MemoryListingLaws,
                MemoryForemostLaws,
                MemoryWeightLaws,
                MemoryIdempotencyLaws,
                MemoryAuditLaws,
                MemoryIsolationLaws,
                MemoryConcurrencyLaws,
                MemoryTurnLaws,
                MemoryDeadlineLaws {}
