package dev.holdfast.ports.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.ports.recall.Asking.asked;
import static dev.holdfast.ports.recall.Asking.fact;
import static dev.holdfast.ports.recall.Asking.in;
import static dev.holdfast.ports.recall.Asking.remember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.shared.CallContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is answered what: a tenant's own, and of a limited key what lies within its limits. */
public interface AskingReachLaws {
    StorageUnderTest storage();

    @Test
    default void theBestMatchOfAnotherTenantShouldNeverShow() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        remember(here, fact("theirs", "the quokka eats leaves"));
        remember(there, fact("ours", "a quokka"));

        RecallAnswer answer = there.recalls().recall(there.writer(), RecallQuery.of("the quokka eats leaves"));

        assertThat(Asking.names(answer.items())).containsExactly("ours");
        assertThat(answer.dropped()).isEmpty();
        assertThat(answer.items().get(0).explanation().toString()).doesNotContain("eat");
        assertThat(there.recalls()
                        .searchMemories(there.writer(), SearchQuery.of("eats leaves", 9), MemoryQuery.EVERYTHING)
                        .items())
                .isEmpty();
    }

    /** Frequencies and lengths are the tenant's own, so nothing of another shows in a score either. */
    @Test
    default void aScoreShouldNotDependOnOtherTenants() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka leaf"), fact("b", "quokka"));
        RecallAnswer before = here.recalls().recall(here.writer(), RecallQuery.of("quokka leaf"));
        TestServices there = here.neighbour(storage());
        for (int i = 0; i < 20; i++) {
            remember(there, fact("k" + i, "leaf leaf leaf"));
        }

        RecallAnswer after = here.recalls().recall(here.writer(), RecallQuery.of("quokka leaf"));

        assertThat(after.items()).isEqualTo(before.items());
    }

    @Test
    default void aLimitedKeyShouldBeAnsweredFromItsSubtrees() {
        TestServices here = TestServices.on(storage());
        remember(
                here,
                aMemory().in("users/1").withKey("a").withContent("quokka"),
                aMemory().in("users/1/notes").withKey("b").withContent("quokka"),
                aMemory().in("users/10").withKey("c").withContent("quokka"),
                aMemory().in("shared").withKey("d").withContent("quokka"));
        CallContext limited = here.call(Role.READER, "users/1", "team");

        assertThat(asked(here, limited, RecallQuery.of("quokka"))).containsExactlyInAnyOrder("a", "b");
        assertThat(asked(here, limited, in("users", "quokka"))).containsExactlyInAnyOrder("a", "b");
        assertThat(asked(here, limited, in("users/1/notes", "quokka"))).containsExactly("b");
        assertThat(asked(here, here.writer(), in("users", "quokka"))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    default void whatIsAskedAboutByNameShouldBeWithinReach() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.READER, "users/1", "collections/faq");

        assertThatThrownBy(() -> here.recalls().recall(limited, in("shared", "quokka")))
                .isInstanceOf(NotPermitted.class);
        here.tenant().tick();
        assertThatThrownBy(() -> here.recalls().recall(limited, inCollections("faq", "handbook")))
                .isInstanceOf(NotPermitted.class);
        here.tenant().tick();
        assertThatThrownBy(() -> here.recalls().searchChunks(limited, "handbook", SearchQuery.of("quokka", 1)))
                .isInstanceOf(NotPermitted.class);
        here.tenant().tick();
        assertThatThrownBy(() -> here.recalls()
                        .searchMemories(
                                limited,
                                SearchQuery.of("quokka", 1),
                                new MemoryQuery(
                                        Optional.of(new Namespace("shared")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty())))
                .isInstanceOf(NotPermitted.class);

        assertThat(here.refusals())
                .extracting(AuditEntry::action)
                .containsExactly("memory.search", "collection.search", "recall", "recall");
        assertThat(here.recalls().recall(limited, inCollections("faq")).items()).isEmpty();
        assertThatThrownBy(() -> here.recalls().searchChunks(limited, "faq", SearchQuery.of("quokka", 1)))
                .isInstanceOf(NotFound.class);
    }

    private static RecallQuery inCollections(String... names) {
        return new RecallQuery(
                "quokka",
                Optional.empty(),
                List.of(names),
                Set.of(PassageKind.CHUNK),
                Condition.ALWAYS,
                Optional.empty(),
                Optional.empty(),
                10,
                2000,
                Tuning.DEFAULT);
    }
}
