package dev.holdfast.ports.knowledge;

/** Every law of {@link KnowledgeService} and {@link IngestService}, on whichever {@code storage()}. */
public interface KnowledgeServiceContract extends KnowledgeUseLaws, IngestServiceContract, LimitedCollectionLaws {}
