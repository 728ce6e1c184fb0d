package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.shared.CallContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go what every tenant's policies say. */
final class RetentionRun implements Consumer<Instant> {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);

    private final TenantService tenants;
    private final RetentionService retention;
    private final Clock clock;
    private final Counter removed;

    RetentionRun(TenantService tenants, RetentionService retention, Clock clock, MetricRegistry metrics) {
        this.tenants = tenants;
        this.retention = retention;
        this.clock = clock;
        this.removed = metrics.counter("holdfast.retention.removed");
    }

    /** One tenant's trouble does not keep the others waiting; it is thrown at the end. What is not done in time is done the next time. */
    @Override
    public void accept(Instant slot) {
        Instant until = clock.instant().plus(Job.LEASE.dividedBy(2));
        Optional<StoreException> trouble = Optional.empty();
        for (TenantId tenant : tenants.list()) {
            try {
                run(tenant, until);
            } catch (StoreException failure) {
                trouble = Optional.of(trouble.orElse(failure));
            }
        }
        trouble.ifPresent(failure -> {
            throw failure;
        });
    }

    private void run(TenantId tenant, Instant until) {
        if (retention.policies(call(tenant)).isEmpty()) {
            return;
        }
        RetentionOutcome total;
        do {
            total = retention.run(call(tenant)).value();
            removed.inc(total.rows());
            if (total.rows() > 0) {
                LOG.info("let go of {}: {}", tenant, total.summary());
            }
        } while (!total.complete() && clock.instant().isBefore(until));
    }

    private CallContext call(TenantId tenant) {
        return tenants.operator(tenant, "retention");
    }
}
