package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.recall.RecallService;
import java.time.Duration;

/** Forgets the answers of every tenant that have been remembered long enough. */
final class LedgerSweep implements Runnable {
    private final TenantService tenants;
    private final RecallService recalls;
    private final Duration retention;
    private final Counter swept;

    LedgerSweep(TenantService tenants, RecallService recalls, Duration retention, MetricRegistry metrics) {
        this.tenants = tenants;
        this.recalls = recalls;
        this.retention = retention;
        this.swept = metrics.counter("holdfast.recall.swept");
    }

    @Override
    public void run() {
        for (TenantId tenant : tenants.list()) {
            swept.inc(recalls.sweep(tenants.operator(tenant, "recall-sweep").scope(), retention));
        }
    }
}
