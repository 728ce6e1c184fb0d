package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * What one table takes. Its parts add up to {@code bytes}.
 *
 * @param rows about how many
 * @param deadRows about how many that are gone and not cleared away yet
 * @param tableBytes of the rows themselves
 * @param indexBytes of all indexes
 * @param toastBytes of long values, which are kept apart
 * @param vacuumedAt when it was last cleared of dead rows, by whomever; empty when that is not known
 * @param analyzedAt when its statistics were last made, by whomever; empty when that is not known
 * @param age how many transactions ago its oldest row may have been written; 0 where that has no meaning
 */
public record TableSize(
        String name,
        long rows,
        long deadRows,
        long bytes,
        long tableBytes,
        long indexBytes,
        long toastBytes,
        Optional<Instant> vacuumedAt,
        Optional<Instant> analyzedAt,
        long age) {}
