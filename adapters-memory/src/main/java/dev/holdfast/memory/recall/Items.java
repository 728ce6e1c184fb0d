package dev.holdfast.memory.recall;

import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.shared.TenantId;
import java.util.stream.Stream;

/** Where the passages of one kind are. */
@FunctionalInterface
public interface Items {
    /** Those that are live by {@code filter.now()}, as of {@code filter.asOf()}, in no order; the rest of the filter has no part. */
    Stream<Item> live(TenantId tenant, PassageFilter filter);
}
