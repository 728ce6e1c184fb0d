package dev.holdfast.domain.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * How much goes.
 *
 * @param rows of the kind itself
 * @param versions superseded versions of memories that go with them; 0 for every other kind
 * @param bytes about what all of it takes in the store, without indexes
 * @param oldest the time of the oldest row, by which its age is counted; empty when there is none
 * @param newest the time of the newest
 */
public record RetentionFigures(
        long rows, long versions, long bytes, Optional<Instant> oldest, Optional<Instant> newest) {}
