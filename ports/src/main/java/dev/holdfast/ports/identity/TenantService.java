package dev.holdfast.ports.identity;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.shared.CallContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operator's use cases of tenants. They are reached from the command line and the start of the server, never by a request. */
public final class TenantService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TenantRepository tenants;
    private final Clock clock;

    public TenantService(TenantRepository tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Makes a tenant exist. @return whether it was created by this call */
    public boolean ensure(TenantId tenant) {
        return tenants.ensure(
                operator(tenant, "tenants").scope(), new Tenant(tenant, Moments.toMicros(clock.instant())));
    }

    public List<TenantId> list() {
        // For its deadline: of which tenant it is, has no meaning to a list of all.
        Scope anywhere = operator(new TenantId("any"), "tenants").scope();
        return tenants.list(anywhere);
    }

    /** A call by the server itself or its operator, with every permission inside {@code tenant}. */
    public CallContext operator(TenantId tenant, String task) {
        return new CallContext(
                Principal.system(tenant, task), clock.instant().plus(PATIENCE), "system-" + task, Optional.empty());
    }
}
