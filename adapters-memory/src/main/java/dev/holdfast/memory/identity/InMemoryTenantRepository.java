package dev.holdfast.memory.identity;

import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.util.Comparator;
import java.util.List;

/** Which tenants there are. Each is the only row of its own. */
public final class InMemoryTenantRepository implements TenantRepository {
    private final InMemoryStore store;
    private final InMemoryTable<TenantId, Tenant> tenants;

    public InMemoryTenantRepository(InMemoryStore store) {
        this.store = store;
        this.tenants = store.table(Comparator.<TenantId>naturalOrder());
    }

    @Override
    public boolean ensure(Scope scope, Tenant tenant) {
        return store.inTransaction(scope, () -> {
            if (exists(scope.tenant())) {
                return false;
            }
            tenants.put(scope.tenant(), tenant.id(), tenant);
            return true;
        });
    }

    @Override
    public List<TenantId> list(Scope scope) {
        return store.read(
                scope.deadline(), () -> tenants.everything().map(Tenant::id).toList());
    }

    /** Every tenant. To be used inside a read of the store. */
    public List<TenantId> known() {
        return tenants.everything().map(Tenant::id).toList();
    }

    boolean exists(TenantId tenant) {
        return tenants.find(tenant, tenant).isPresent();
    }
}
