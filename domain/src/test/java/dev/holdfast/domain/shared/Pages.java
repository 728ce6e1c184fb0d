package dev.holdfast.domain.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Walks lists as a caller does. */
public final class Pages {
    private Pages() {}

    /** Follows a list to its end, and checks what every page promises. */
    public static <T> List<T> walk(int pageSize, Function<PageRequest, Page<T>> list) {
        List<T> all = new ArrayList<>();
        PageRequest request = PageRequest.first(pageSize);
        while (true) {
            Page<T> page = list.apply(request);
            if (page.items().size() > pageSize
                    || (page.next().isPresent() && page.items().size() < pageSize)) {
                throw new AssertionError("a page of " + page.items().size() + " where " + pageSize + " was asked for");
            }
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            request = PageRequest.after(page.next().get(), pageSize);
        }
    }
}
