package dev.holdfast.memory;

import dev.holdfast.domain.recall.ChunkPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageVectorLaws;
import dev.holdfast.ports.StorageUnderTest;

final class InMemoryChunkPassagesTest implements ChunkPassageLaws, PassageVectorLaws {
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
