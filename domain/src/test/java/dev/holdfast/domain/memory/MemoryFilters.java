package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds filters: {@code matching(now).within("users/1").build()}. Immutable, as {@link Memories} is. */
public record MemoryFilters(MemoryFilter build) {
    public static MemoryFilters matching(Instant now) {
        return new MemoryFilters(MemoryFilter.everything(now));
    }

    public MemoryFilters within(String... namespaces) {
        return with(
                Stream.of(namespaces).map(Namespace::new).toList(),
                build.category(),
                build.minImportance(),
                build.tags(),
                build.expiresBefore(),
                build.asOf());
    }

    public MemoryFilters category(String category) {
        return with(
                build.within(),
                Optional.of(category),
                build.minImportance(),
                build.tags(),
                build.expiresBefore(),
                build.asOf());
    }

    public MemoryFilters minImportance(int least) {
        return with(
                build.within(),
                build.category(),
                Optional.of(least),
                build.tags(),
                build.expiresBefore(),
                build.asOf());
    }

    public MemoryFilters tags(String... tags) {
        return with(
                build.within(),
                build.category(),
                build.minImportance(),
                List.of(tags),
                build.expiresBefore(),
                build.asOf());
    }

    public MemoryFilters expiresBefore(Instant moment) {
        return with(
                build.within(),
                build.category(),
                build.minImportance(),
                build.tags(),
                Optional.of(moment),
                build.asOf());
    }

    public MemoryFilters asOf(Instant moment) {
        return with(
                build.within(),
                build.category(),
                build.minImportance(),
                build.tags(),
                build.expiresBefore(),
                Optional.of(moment));
    }

    private MemoryFilters with(
            List<Namespace> within,
            Optional<String> category,
            Optional<Integer> minImportance,
            List<String> tags,
            Optional<Instant> expiresBefore,
            Optional<Instant> asOf) {
        return new MemoryFilters(
                new MemoryFilter(within, category, minImportance, tags, expiresBefore, asOf, build.now()));
    }
}
