package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** Memories. */
final class MemoryModule extends AbstractModule {
    @Provides
    @Singleton
    MemoryService memoryService(MemoryRepository memories, Guard guard, Ids ids, Clock clock) {
        return new MemoryService(memories, guard, ids, clock);
    }
}
