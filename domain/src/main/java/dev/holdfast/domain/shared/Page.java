package dev.holdfast.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the order that the list promises
 * @param next where the walk goes on; empty when this is the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of {@code found}, of which the store fetched one item more than was asked for, so that the last
     * page is known to be the last.
     */
    public static <T> Page<T> cut(List<T> found, PageRequest request, Function<T, Cursor> cursorOf) {
        if (found.size() <= request.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, request.limit());
        return new Page<>(items, Optional.of(cursorOf.apply(items.get(items.size() - 1))));
    }
}
