package dev.holdfast.domain.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

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
            case AUDIT_READ, KEYS_MANAGE, EMBEDDINGS_MANAGE -> this == ADMIN;
        };
    }

    public Set<Permission> permissions() {
        return EnumSet.allOf(Permission.class).stream().filter(this::allows).collect(Collectors.toUnmodifiableSet());
    }
}
