package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;

/** What servers keep for themselves, and no tenant's, is kept under a name that no caller has. */
public final class InstallationScope {
    private static final TenantId NOBODY = new TenantId("holdfast-jobs");

    private InstallationScope() {}

    public static Scope until(Instant deadline) {
        return new Scope(NOBODY, PrincipalId.system("jobs"), deadline, "system-jobs");
    }
}
