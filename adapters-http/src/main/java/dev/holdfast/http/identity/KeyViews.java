package dev.holdfast.http.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.IssuedKey;
import java.util.List;
import java.util.Optional;

/** The answers of the identity endpoints that are more than a record of the domain. */
final class KeyViews {
    private KeyViews() {}

    /**
     * A new key.
     *
     * @param token the credential: the only place where one is ever shown
     */
    record NewKeyShown(ApiKey key, Optional<String> token) {
        static NewKeyShown of(IssuedKey issued) {
            return new NewKeyShown(issued.key(), issued.token().map(Secret::reveal));
        }
    }

    /** Who a caller is. */
    record WhoAmI(
            PrincipalId principal,
            TenantId tenant,
            Role role,
            List<Permission> permissions,
            List<Namespace> namespaces) {
        static WhoAmI of(Principal principal) {
            return new WhoAmI(
                    principal.id(),
                    principal.tenant(),
                    principal.role(),
                    principal.permissions().stream().sorted().toList(),
                    principal.namespaces());
        }
    }
}
