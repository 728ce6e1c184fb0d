package dev.holdfast.memory;

import dev.holdfast.domain.recall.ChunkPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryChunkPassagesTest implements ChunkPassageLaws {
    private final InMemoryStorageUnderTest storage = new InMemoryStorageUnderTest();

    @Override
    public StorageUnderTest storage() {
        return storage;
    }

    @Override
    public PassageIndex index() {
        return storage.chunkPassages();
    }
}
