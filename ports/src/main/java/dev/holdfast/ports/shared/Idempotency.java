package dev.holdfast.ports.shared;

/**
 * A caller's wish that one request takes effect once.
 *
 * @param key the caller's {@code Idempotency-Key}
 * @param fingerprint digest of the whole request, made by the edge that received it
 */
public record Idempotency(String key, String fingerprint) {}
