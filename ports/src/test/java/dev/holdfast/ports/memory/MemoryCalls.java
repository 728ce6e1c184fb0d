package dev.holdfast.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.recall.SearchQuery;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How the laws of {@link MemoryService} ask. */
final class MemoryCalls {
    private MemoryCalls() {}

    static List<Violation> violations(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(InvalidInput.class);
        return ((InvalidInput) thrown).violations();
    }

    static List<String> found(TestServices here, MemoryQuery query) {
        List<String> listed = keys(here, here.writer(), query);
        assertThat(here.recalls()
                        .searchMemories(here.writer(), SearchQuery.of("quokka", 200), query)
                        .items())
                .extracting(hit -> hit.memory().key())
                .containsExactlyInAnyOrderElementsOf(listed);
        return listed;
    }

    static List<String> keys(TestServices here, CallContext call, MemoryQuery query) {
        return all(here, call, query).stream().map(Memory::key).toList();
    }

    static List<String> namespaces(TestServices here, CallContext call, MemoryQuery query) {
        return all(here, call, query).stream()
                .map(memory -> memory.namespace().value())
                .toList();
    }

    static List<Memory> all(TestServices here, CallContext call, MemoryQuery query) {
        Page<Memory> whole = here.memories().list(call, query, PageRequest.first(200));
        assertThat(Pages.walk(1, page -> here.memories().list(call, query, page)))
                .isEqualTo(whole.items());
        return whole.items();
    }

    static MemoryQuery query(String namespace) {
        return query(namespace, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    static MemoryQuery query(
            String namespace,
            Optional<String> category,
            Optional<Integer> minImportance,
            List<String> tags,
            Optional<Instant> asOf) {
        return new MemoryQuery(
                Optional.of(new Namespace(namespace)), category, minImportance, tags, Optional.empty(), asOf);
    }
}
