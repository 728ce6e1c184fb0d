package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.RecallConfig;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.recall.QuestionVectors;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** Asking. */
final class RecallModule extends AbstractModule {
    @Provides
    @Singleton
    RecallService recallService(
            Storage storage,
            MemoryRepository memories,
            QuestionVectors questions,
            RecallConfig config,
            Guard guard,
            Ids ids,
            Clock clock) {
        return new RecallService(
                storage.repositories().passages(),
                memories,
                storage.repositories().collections(),
                storage.repositories().ledger(),
                config.ledger(),
                questions,
                guard,
                ids,
                clock);
    }
}
