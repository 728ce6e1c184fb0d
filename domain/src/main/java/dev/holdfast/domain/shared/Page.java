package dev.holdfast.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
     * So many bytes of large texts, and whatever was begun before: what a page, or the answer of a search, holds at most, whatever its
     * limit allows. One page must never take more memory than a server has.
     */
    public static final long MAX_BYTES = 1024 * 1024;

    /** The longest beginning of {@code found} that is not over {@link #MAX_BYTES} before its last item. */
    public static <T> List<T> bounded(List<T> found, ToLongFunction<T> bytesOf) {
        long before = 0;
        for (int i = 0; i < found.size(); i++) {
            if (before >= MAX_BYTES) {
                return found.subList(0, i);
            }
            before += bytesOf.applyAsLong(found.get(i));
        }
        return found;
    }

    /** As the other {@code cut}, and shorter when the texts of its items are large. */
    public static <T> Page<T> cut(
            List<T> found, PageRequest request, Function<T, Cursor> cursorOf, ToLongFunction<T> bytesOf) {
        List<T> bounded = bounded(found, bytesOf);
        return bounded.size() == found.size()
                ? cut(found, request, cursorOf)
                : new Page<>(
                        bounded.subList(0, Math.min(bounded.size(), request.limit())),
                        Optional.of(cursorOf.apply(bounded.get(Math.min(bounded.size(), request.limit()) - 1))));
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
