package dev.holdfast.ports.shared;

import java.util.UUID;

/** Makes the ids of new things: UUIDv7, so that ids sort by the time they were made. */
@FunctionalInterface
public interface Ids {
    /** A new id, greater than every id this instance made before. */
    UUID next();
}
