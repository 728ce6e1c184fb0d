package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.operations.QueryService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** Questions of administrators to the store. */
final class QueryModule extends AbstractModule {
    @Provides
    @Singleton
    QueryService queryService(
            Storage storage, HoldfastConfig config, AuditRepository audit, Guard guard, Ids ids, Clock clock) {
        return new QueryService(storage.queries(), config.database().adminQueries(), audit, guard, ids, clock);
    }
}
