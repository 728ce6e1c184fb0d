package dev.holdfast.domain.operations;

import java.time.Duration;
import java.time.Instant;

/**
 * How a version came into a store.
 *
 * @param by the user of the database
 */
public record Installation(String by, Instant at, Duration took) {}
