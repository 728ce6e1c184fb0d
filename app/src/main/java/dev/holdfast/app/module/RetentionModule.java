package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.archive.ArchiveFolder;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.operations.RetentionArchive;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** How long things are kept. */
final class RetentionModule extends AbstractModule {
    @Provides
    @Singleton
    RetentionService retentionService(
            RetentionPolicyRepository policies,
            RetentionRepository retention,
            HoldfastConfig config,
            Guard guard,
            Ids ids,
            Clock clock) {
        RetentionArchive archive = config.retention()
                .archive()
                .<RetentionArchive>map(ArchiveFolder::new)
                .orElse(RetentionArchive.NONE);
        return new RetentionService(policies, retention, archive, guard, ids, clock);
    }
}
