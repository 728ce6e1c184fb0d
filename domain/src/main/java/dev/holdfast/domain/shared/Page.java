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
    /**
     * What a page, or the answer of a search, weighs at most before its last item, whatever its limit allows. One answer must never
     * take more memory than a server has.
     */
    public static final long MAX_BYTES = 1024 * 1024;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of {@code found}, of which the store fetched one item more than was asked for, so that the last
     * page is known to be the last.
     */
    public static <T> Page<T> cut(List<T> found, PageRequest request, Function<T, Cursor> cursorOf) {
        return cut(found, request, cursorOf, item -> 0);
    }

    /** As the other {@code cut}, and shorter when its items are heavy. */
    public static <T> Page<T> cut(
            List<T> found, PageRequest request, Function<T, Cursor> cursorOf, ToLongFunction<T> weightOf) {
        int size = Math.min(request.limit(), bounded(found, weightOf).size());
        List<T> items = found.subList(0, size);
        return new Page<>(
                items, size == found.size() ? Optional.empty() : Optional.of(cursorOf.apply(items.getLast())));
    }

    /** The longest beginning of {@code found} that weighs less than {@link #MAX_BYTES} before its last item. */
    public static <T> List<T> bounded(List<T> found, ToLongFunction<T> weightOf) {
        long before = 0;
        int size = 0;
        while (size < found.size() && before < MAX_BYTES) {
            before += weightOf.applyAsLong(found.get(size++));
        }
        return found.subList(0, size);
    }
}
