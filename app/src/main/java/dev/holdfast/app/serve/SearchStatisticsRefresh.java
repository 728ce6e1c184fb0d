package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import java.time.Clock;
import java.util.Optional;

/** Keeps what searches of large tenants take for granted up to date. */
final class SearchStatisticsRefresh implements Runnable {
    private final TenantService tenants;
    private final Storage storage;
    private final Clock clock;
    private final Counter sampled;

    SearchStatisticsRefresh(TenantService tenants, Storage storage, Clock clock, MetricRegistry metrics) {
        this.tenants = tenants;
        this.storage = storage;
        this.clock = clock;
        this.sampled = metrics.counter("holdfast.search.statistics.sampled");
    }

    /** One tenant's trouble does not keep the others waiting; it is thrown at the end. */
    @Override
    public void run() {
        Optional<StoreException> trouble = Optional.empty();
        for (TenantId tenant : tenants.list()) {
            try {
                sampled.inc(storage.refreshStatistics(tenant, clock.instant()));
            } catch (StoreException failure) {
                trouble = Optional.of(trouble.orElse(failure));
            }
        }
        trouble.ifPresent(failure -> {
            throw failure;
        });
    }
}
