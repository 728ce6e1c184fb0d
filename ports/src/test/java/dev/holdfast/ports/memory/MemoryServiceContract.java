package dev.holdfast.ports.memory;

/** Every law of {@link MemoryService}. Implement it with a class that says which {@code storage()} is under test. */
public interface MemoryServiceContract extends MemoryUseLaws, MemoryOnceLaws, MemoryQueryLaws, LimitedKeyLaws {}
