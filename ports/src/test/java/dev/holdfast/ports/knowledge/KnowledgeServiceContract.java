package dev.holdfast.ports.knowledge;

/** Every law of {@link KnowledgeService}, on whichever {@code storage()}. */
public interface KnowledgeServiceContract extends KnowledgeUseLaws, LimitedCollectionLaws {}
