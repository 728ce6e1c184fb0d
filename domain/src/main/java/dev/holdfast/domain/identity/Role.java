package dev.holdfast.domain.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A named set of permissions. */
public enum Role {
    /** Everything inside the tenant. */
    ADMIN,
    /** Reads and writes data. */
    WRITER,
    /** Reads data. */
    READER;

    public boolean allows(Permission permission) {
        return switch (permission) {
            case SELF_READ, MEMORY_READ, KNOWLEDGE_READ, EMBEDDINGS_READ -> true;
            case MEMORY_WRITE, KNOWLEDGE_WRITE, EMBEDDINGS_WRITE -> this != READER;
            case AUDIT_READ, KEYS_MANAGE, EMBEDDINGS_MANAGE, DATABASE_QUERY, RETENTION_MANAGE -> this == ADMIN;
        };
    }

    /** The largest role of which {@code permissions} have everything; the smallest one when they have all of none. */
    public static Role nearest(Set<Permission> permissions) {
        return Stream.of(ADMIN, WRITER)
                .filter(role -> permissions.containsAll(role.grants()))
                .findFirst()
                .orElse(READER);
    }

    private Set<Permission> grants() {
        return permissions().stream()
                .filter(permission -> permission != Permission.SELF_READ)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Set<Permission> permissions() {
        return EnumSet.allOf(Permission.class).stream().filter(this::allows).collect(Collectors.toUnmodifiableSet());
    }
}
