package dev.holdfast.domain.shared;

/**
 * What a write came to.
 *
 * @param value the thing as this write left it
 * @param created whether the write made it, rather than changing what was there
 * @param replayed whether this is the remembered outcome of an earlier request with the same idempotency key; nothing was
 *     changed by this one
 */
public record Written<T>(T value, boolean created, boolean replayed) {}
