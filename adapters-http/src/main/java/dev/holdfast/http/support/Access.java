package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Permission;
import java.util.Optional;

/**
 * Who may call an endpoint.
 *
 * @param permission what a presented key must allow; empty when no key is ever looked at
 */
public record Access(Level level, Optional<Permission> permission) {
    /** How a caller is let in. */
    public enum Level {
        /** Anybody, and no credential is looked at. */
        PUBLIC,
        /** Anybody; an operator (see {@link #OPERATOR}) is told more. */
        DETAIL,
        /** A caller on this machine that no proxy speaks for, or a key with the permission. */
        OPERATOR,
        /** A key with the permission. */
        KEY
    }

    public static Access everyone() {
        return new Access(Level.PUBLIC, Optional.empty());
    }

    public static Access everyoneWithDetailFor(Permission permission) {
        return new Access(Level.DETAIL, Optional.of(permission));
    }

    public static Access operator(Permission permission) {
        return new Access(Level.OPERATOR, Optional.of(permission));
    }

    public static Access key(Permission permission) {
        return new Access(Level.KEY, Optional.of(permission));
    }
}
