package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MemoryFilter} as the statements take it. A subtree is its root and the half-open span of names that begin with the root
 * and a slash: in code point order that span ends where {@code /} is replaced by the next character, {@code 0}.
 *
 * @param lowest no subtree begins before it
 * @param highest every subtree ends before it; null for the whole tenant
 */
record FilterRow(
        @Nullable List<String> subtrees,
        @Nullable List<String> lows,
        @Nullable List<String> highs,
        String lowest,
        @Nullable String highest,
        Optional<String> category,
        Optional<Integer> minImportance,
        @Nullable List<String> tags,
        Optional<Instant> expiresBefore,
        Optional<Instant> asOf,
        Instant now) {
    static FilterRow of(MemoryFilter filter) {
        List<Namespace> within = filter.within();
        boolean everywhere = within.isEmpty();
        return new FilterRow(
                everywhere ? null : each(within, Namespace::value),
                everywhere ? null : each(within, FilterRow::low),
                everywhere ? null : each(within, FilterRow::high),
                within.stream()
                        .map(Namespace::value)
                        .min(CodePointOrder.COMPARATOR)
                        .orElse(""),
                within.stream()
                        .map(FilterRow::high)
                        .max(CodePointOrder.COMPARATOR)
                        .orElse(null),
                filter.category(),
                filter.minImportance(),
                filter.tags().isEmpty() ? null : filter.tags(),
                filter.expiresBefore(),
                filter.asOf(),
                filter.now());
    }

    private static List<String> each(List<Namespace> within, Function<Namespace, String> part) {
        return within.stream().map(part).toList();
    }

    private static String low(Namespace root) {
        return root.value() + "/";
    }

    private static String high(Namespace root) {
        return root.value() + "0";
    }
}
