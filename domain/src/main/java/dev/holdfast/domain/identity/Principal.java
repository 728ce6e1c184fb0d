package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import java.util.List;

/**
 * A caller whose credential was checked.
 *
 * @param namespaces the subtrees the caller is limited to; an empty list means no limit
 */
public record Principal(PrincipalId id, TenantId tenant, Role role, List<Namespace> namespaces) {
    public Principal {
        namespaces = List.copyOf(namespaces);
    }

    /** The server itself, acting inside {@code tenant}. */
    public static Principal system(TenantId tenant, String task) {
        return new Principal(PrincipalId.system(task), tenant, Role.ADMIN, List.of());
    }

    public boolean mayReach(Namespace namespace) {
        return namespaces.isEmpty() || namespaces.stream().anyMatch(limit -> limit.contains(namespace));
    }

    /**
     * The part of {@code namespace} the caller may see: itself, the limits that lie below it, or an empty list when there is
     * none.
     */
    public List<Namespace> reachableWithin(Namespace namespace) {
        return mayReach(namespace)
                ? List.of(namespace)
                : namespaces.stream().filter(namespace::contains).toList();
    }
}
