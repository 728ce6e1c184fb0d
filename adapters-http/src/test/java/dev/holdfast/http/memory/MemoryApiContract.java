package dev.holdfast.http.memory;

import dev.holdfast.http.HttpUnderTest;

/** The memory endpoints from the first write to the last page, over any storage. */
public interface MemoryApiContract
        extends MemoryLifeLaws,
                MemoryListLaws,
                MemoryBatchLaws,
                MemoryVersionLaws,
                MemoryRepetitionLaws,
                MemoryTextLaws {
    @Override
    HttpUnderTest http();
}
