package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.Revision;
import java.util.Optional;
import java.util.UUID;

/**
 * What an audit entry speaks of.
 *
 * @param type kind of thing, such as {@code memory} or {@code api_key}
 * @param name its name inside the tenant, such as a memory's namespace and key joined by {@code /}
 * @param id its id, when it has one
 * @param version the version the change led to, when it has one
 */
public record AuditSubject(String type, String name, Optional<UUID> id, Optional<Revision> version) {
    public static AuditSubject named(String type, String name) {
        return new AuditSubject(type, name, Optional.empty(), Optional.empty());
    }
}
