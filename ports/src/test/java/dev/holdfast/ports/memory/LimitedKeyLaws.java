package dev.holdfast.ports.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.ports.memory.MemoryCalls.keys;
import static dev.holdfast.ports.memory.MemoryCalls.namespaces;
import static dev.holdfast.ports.memory.MemoryCalls.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.recall.SearchQuery;
import dev.holdfast.ports.shared.CallContext;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a key reaches that is limited to some namespaces. */
public interface LimitedKeyLaws {
    StorageUnderTest storage();

    @Test
    default void aLimitedKeyShouldReachItsSubtreesAndNothingElse() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.WRITER, "users/1", "shared");
        here.memories()
                .setAll(
                        here.writer(),
                        List.of(
                                aMemory().in("users/1").build(),
                                aMemory().in("users/1/notes").build(),
                                aMemory().in("users/10").build(),
                                aMemory().in("users").build(),
                                aMemory().in("shared/team").build()));

        assertThat(namespaces(here, limited, MemoryQuery.EVERYTHING))
                .containsExactly("shared/team", "users/1", "users/1/notes");
        assertThat(namespaces(here, limited, query("users"))).containsExactly("users/1", "users/1/notes");
        assertThat(namespaces(here, limited, query("users/1/notes"))).containsExactly("users/1/notes");
        assertThat(here.recalls()
                        .searchMemories(limited, SearchQuery.of("tea", 10), MemoryQuery.EVERYTHING)
                        .items())
                .hasSize(3);
        assertThat(here.recalls()
                        .searchMemories(limited, SearchQuery.of("tea", 10), query("users"))
                        .items())
                .hasSize(2);
        assertThat(here.memories().get(limited, MemoryAddress.of("users/1", "likes"), Optional.empty()))
                .isNotNull();
        assertThat(here.memories()
                        .set(limited, aMemory().in("users/1/new").build())
                        .created())
                .isTrue();
        assertThat(here.refusals()).isEmpty();
    }

    @Test
    default void whatStandsOutAndTheValuesShouldBeOfWhatALimitedKeyReaches() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.READER, "users/1");
        here.memories()
                .setAll(
                        here.writer(),
                        List.of(
                                aMemory().in("users/1").withKey("mine").build(),
                                aMemory().in("users/10").withKey("theirs").build()));

        assertThat(here.memories().foremost(limited, MemoryQuery.EVERYTHING, 10))
                .extracting(Memory::key)
                .containsExactly("mine");
        assertThat(here.memories().values(limited, MemoryPart.NAMESPACE, "users", 10))
                .containsExactly("users/1");
        assertThat(here.memories().values(limited, MemoryPart.KEY, "\uD83D", 10))
                .isEmpty();
        assertThat(here.memories().values(here.writer(), MemoryPart.KEY, "", 10))
                .containsExactly("mine", "theirs");
    }

    @Test
    default void everyUseCaseShouldRefuseALimitedKeyOutsideItsSubtreesAndAuditIt() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.ADMIN, "users/1");
        for (String outside : List.of("users/10", "users", "users/2/1")) {
            Memories memory = aMemory().in(outside);
            MemoryAddress address = memory.build().address();
            Memory there = here.memories().set(here.writer(), memory.build()).value();
            here.memories().set(here.writer(), memory.withKey("gone").build());
            here.memories().delete(here.writer(), MemoryAddress.of(outside, "gone"), Optional.empty());
            String name = address.toString();

            assertRefused(here, "memory.set", name, () -> here.memories().set(limited, memory.build()));
            assertRefused(
                    here,
                    "memory.create",
                    outside + "/new",
                    () -> here.memories().create(limited, memory.withKey("new").build()));
            assertRefused(
                    here,
                    "memory.update",
                    name,
                    () -> here.memories().update(limited, memory.build(), there.version()));
            assertRefused(
                    here,
                    "memory.set",
                    name,
                    () -> here.memories()
                            .setAll(limited, List.of(aMemory().in("users/1").build(), memory.build())));
            assertRefused(here, "memory.get", name, () -> here.memories().get(limited, address, Optional.empty()));
            assertRefused(
                    here,
                    "memory.get",
                    name,
                    () -> here.memories()
                            .get(limited, address, Optional.of(here.tenant().now())));
            assertRefused(
                    here, "memory.delete", name, () -> here.memories().delete(limited, address, Optional.empty()));
            assertRefused(
                    here,
                    "memory.restore",
                    outside + "/gone",
                    () -> here.memories().restore(limited, MemoryAddress.of(outside, "gone")));
            assertRefused(
                    here,
                    "memory.revisions",
                    name,
                    () -> here.memories().revisions(limited, address, PageRequest.first(1)));

            assertThat(here.memories().get(here.writer(), address, Optional.empty()))
                    .isEqualTo(there);
        }
        assertRefused(
                here,
                "memory.list",
                "users/10",
                () -> here.memories().list(limited, query("users/10"), PageRequest.first(1)));
        assertRefused(
                here,
                "memory.search",
                "users/10",
                () -> here.recalls().searchMemories(limited, SearchQuery.of("tea", 1), query("users/10")));
        assertThat(keys(here, limited, MemoryQuery.EVERYTHING)).isEmpty();
    }

    private static void assertRefused(TestServices here, String action, String subject, ThrowingCallable call) {
        int before = here.refusals().size();
        here.tenant().tick();

        assertThatThrownBy(call).isInstanceOf(NotPermitted.class);

        assertThat(here.refusals()).hasSize(before + 1);
        AuditEntry entry = here.refusals().getFirst();
        assertThat(entry.action()).isEqualTo(action);
        assertThat(entry.subject().name()).isEqualTo(subject);
        assertThat(entry.principal()).isEqualTo(new PrincipalId("key/admin"));
        assertThat(entry.at()).isEqualTo(here.tenant().now());
    }
}
