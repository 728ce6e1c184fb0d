package dev.holdfast.domain.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param slot the time at which it was to be done last
 * @param node who did it, or does
 * @param endedAt empty while it is being done, or when whoever did it is gone
 * @param failure why it failed; empty when it did not
 * @param succeededAt when it last came to a good end
 */
public record JobState(
        String job,
        Instant slot,
        String node,
        Instant begunAt,
        Optional<Instant> endedAt,
        Optional<String> failure,
        Optional<Instant> succeededAt) {}
