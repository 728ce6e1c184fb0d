package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.identity.TenantService;
import java.util.List;
import java.util.Optional;

/** Seals the new audit entries of every tenant into its hash chain. */
final class AuditSealer implements Runnable {
    private final TenantService tenants;
    private final AuditService audit;
    private final Counter sealed;

    AuditSealer(TenantService tenants, AuditService audit, MetricRegistry metrics) {
        this.tenants = tenants;
        this.audit = audit;
        this.sealed = metrics.counter("holdfast.audit.sealed");
    }

    /** One tenant's trouble does not keep the others waiting; it is thrown at the end. */
    @Override
    public void run() {
        List<TenantId> all = tenants.list();
        Optional<StoreException> trouble = Optional.empty();
        for (TenantId tenant : all) {
            try {
                sealed.inc(
                        audit.sealAll(tenants.operator(tenant, "audit-sealer").scope()));
            } catch (StoreException failure) {
                trouble = Optional.of(trouble.orElse(failure));
            }
        }
        trouble.ifPresent(failure -> {
            throw failure;
        });
    }
}
