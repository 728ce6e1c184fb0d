package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A caller whose credential was checked.
 *
 * @param role what of all that has a name comes nearest to {@code permissions}
 * @param namespaces the subtrees the caller is limited to; an empty list means no limit
 * @param permissions what the caller may; {@link Permission#SELF_READ} is always among it
 */
public record Principal(
        PrincipalId id, TenantId tenant, Role role, List<Namespace> namespaces, Set<Permission> permissions) {
    public Principal {
        namespaces = List.copyOf(namespaces);
        Set<Permission> all = EnumSet.of(Permission.SELF_READ);
        all.addAll(permissions);
        permissions = Set.copyOf(all);
    }

    /** A caller who may whatever the role allows. */
    public Principal(PrincipalId id, TenantId tenant, Role role, List<Namespace> namespaces) {
        this(id, tenant, role, namespaces, role.permissions());
    }

    /** A caller who was granted permissions one by one. */
    public static Principal granted(PrincipalId id, TenantId tenant, Set<Permission> permissions) {
        return new Principal(id, tenant, Role.nearest(permissions), List.of(), permissions);
    }

    /** Whether it came with an access token that somebody else issued, rather than with a key. */
    public boolean byToken() {
        return id.value().startsWith(PrincipalId.TOKEN);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
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
