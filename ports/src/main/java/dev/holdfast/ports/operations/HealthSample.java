package dev.holdfast.ports.operations;

import java.time.Instant;

/** One short question to the store, as it is remembered. */
public record HealthSample(Instant at, HealthStatus status, double latencyMs, String finding) {}
