package dev.holdfast.ports.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.ports.memory.MemoryCalls.found;
import static dev.holdfast.ports.memory.MemoryCalls.query;
import static dev.holdfast.ports.memory.MemoryCalls.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.recall.SearchQuery;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What list and search of {@link MemoryService} answer. */
public interface MemoryQueryLaws {
    MemoryAddress ADDRESS = aMemory().build().address();

    StorageUnderTest storage();

    @Test
    default void listAndSearchShouldAnswerWhatTheQueryAsksFor() {
        TestServices here = TestServices.on(storage());
        Memories base = aMemory().withContent("quokka");
        here.memories()
                .setAll(
                        here.writer(),
                        List.of(
                                base.withKey("a").in("users/1").build(),
                                base.withKey("b").in("users/10").build(),
                                base.withKey("c")
                                        .in("users/1/x")
                                        .withCategory("fact")
                                        .withImportance(5)
                                        .build(),
                                base.withKey("d").in("users/1").withTags("red").build(),
                                base.withKey("e")
                                        .in("users/1")
                                        .expiringAt(here.tenant().now().plusSeconds(60))
                                        .build()));
        Instant then = here.tenant().now();
        here.tenant().tick();
        here.memories().delete(here.writer(), MemoryAddress.of("users/1", "a"), Optional.empty());

        assertThat(found(here, query("users/1"))).containsExactly("d", "e", "c");
        assertThat(found(here, query("users/1", Optional.of("fact"), Optional.of(5), List.of(), Optional.empty())))
                .containsExactly("c");
        assertThat(found(here, query("users", Optional.empty(), Optional.empty(), List.of("red"), Optional.empty())))
                .containsExactly("d");
        assertThat(found(here, query("users/1", Optional.empty(), Optional.empty(), List.of(), Optional.of(then))))
                .containsExactly("a", "d", "e", "c");
    }

    @Test
    default void aQueryShouldBeCheckedBeforeItReachesTheStore() {
        TestServices here = TestServices.on(storage());
        CallContext call = here.writer();

        for (String text : List.of("", "x".repeat(2_001), "nul \u0000", "half \uD83D")) {
            assertThat(violations(() -> SearchQuery.of(text, 1))).hasSize(1);
        }
        for (int limit : List.of(0, 201)) {
            assertThat(violations(() -> SearchQuery.of("x", limit))).hasSize(1);
        }
        assertThat(violations(() -> here.memories().get(call, ADDRESS, Optional.of(Instant.MAX))))
                .hasSize(1);
        assertThat(violations(() -> here.memories().get(call, ADDRESS, Optional.of(Instant.MIN))))
                .hasSize(1);
    }
}
