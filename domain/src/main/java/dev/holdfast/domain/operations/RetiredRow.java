package dev.holdfast.domain.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that is to go, with all that is kept of it.
 *
 * @param kind superseded versions that go with their memory are {@link RetentionKind#MEMORY_VERSIONS}
 * @param content as JSON has it: texts, numbers, truths, lists, maps and {@code null}; moments as texts after RFC 3339
 */
public record RetiredRow(RetentionKind kind, Name name, Map<String, @Nullable Object> content) {
    /**
     * Which row it is.
     *
     * @param version that it has; a row that has another one by now is another one
     */
    public record Name(UUID id, long version) {
        /** Before the first of all. */
        public static final Name START = new Name(new UUID(0, 0), 0);
    }

    public RetiredRow {
        content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
    }
}
