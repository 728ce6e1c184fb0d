package dev.holdfast.domain.shared;

import java.util.UUID;

/**
 * An identifier that cannot be mistaken for another kind's. Implementations are one-line records around a UUIDv7 made by
 * the server, so ids sort by creation time.
 */
public interface TypedId {
    UUID value();
}
