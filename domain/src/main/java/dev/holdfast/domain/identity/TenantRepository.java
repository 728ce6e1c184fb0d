package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.util.List;

/**
 * Which tenants there are. Only the operator's commands and the server's own work use it; no request of a caller reaches it.
 * Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface TenantRepository {
    /** Makes {@code tenant}, which must be that of the scope, exist. @return whether it was created by this call */
    boolean ensure(Scope scope, Tenant tenant);

    /** Every tenant, by id. {@code scope.tenant()} has no meaning here. */
    List<TenantId> list(Scope scope);
}
