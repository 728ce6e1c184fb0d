package dev.holdfast.ports.operations;

import java.time.Instant;

/**
 * Something became better or worse.
 *
 * @param subject {@code database}, or the name of a pool with {@code pool_} before it
 * @param status what it is since then
 */
public record HealthNotice(Instant at, String subject, HealthStatus status, String finding) {}
