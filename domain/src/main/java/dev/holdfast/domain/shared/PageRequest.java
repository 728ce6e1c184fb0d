package dev.holdfast.domain.shared;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param after where the walk goes on; empty for the first page
 * @param limit at most this many items, 1 to {@value #MAX_LIMIT}
 */
public record PageRequest(Optional<Cursor> after, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInput.of("/limit", "out_of_range", "limit is 1 to " + MAX_LIMIT);
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(Optional.empty(), limit);
    }

    public static PageRequest after(Cursor cursor, int limit) {
        return new PageRequest(Optional.of(cursor), limit);
    }
}
