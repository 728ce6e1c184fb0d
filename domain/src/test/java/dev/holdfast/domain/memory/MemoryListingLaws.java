package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists: their order, their pages, their filters. */
public interface MemoryListingLaws {
    RepositoriesUnderTest storage();

    @Test
    default void listShouldBeInTheOrderOfCodePoints() {
        MemoryStage here = MemoryStage.on(storage());
        // In the order of their UTF-8 bytes. UTF-16 would put the emoji before U+FF5E, a dictionary would mix the
        // cases.
        List<String> inOrder = List.of(
                "!",
                "-",
                "A",
                "Z",
                "_",
                "a",
                "a b",
                "a!",
                "a-",
                "a/b",
                "aa",
                "z",
                "\u00e9",
                "\u4f60",
                "\uE000",
                "\uFF5E",
                "\uD83D\uDE00",
                "\uDBFF\uDFFD");
        here.upsertAll(
                inOrder.reversed().stream().map(key -> aMemory().withKey(key)).toArray(Memories[]::new));

        assertThat(here.keys()).isEqualTo(inOrder);
        assertThat(here.list(MemoryFilter.everything(here.now()), 1))
                .isEqualTo(here.list(MemoryFilter.everything(here.now()), 200));
    }

    @Test
    default void listShouldOrderByNamespaceBeforeKey() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                aMemory().in("b").withKey("1"),
                aMemory().in("a").withKey("2"),
                aMemory().in("a/b").withKey("0"),
                aMemory().in("a").withKey("1"),
                aMemory().in("a!").withKey("0"),
                aMemory().in("\uFF5E").withKey("0"),
                aMemory().in("\uD83D\uDE00").withKey("0"));

        List<String> addresses = Stream.of("a/1", "a/2", "a!/0", "a/b/0", "b/1", "\uFF5E/0", "\uD83D\uDE00/0")
                .toList();
        for (int size = 1; size <= 8; size++) {
            assertThat(here.list(MemoryFilter.everything(here.now()), size))
                    .extracting(memory -> memory.address().toString())
                    .isEqualTo(addresses);
        }
    }

    @Test
    default void listShouldEndWithThePageThatIsTheLast() {
        MemoryStage here = MemoryStage.on(storage());
        assertThat(page(here, PageRequest.first(3))).isEqualTo(new Page<>(List.of(), Optional.empty()));

        here.upsertAll(aMemory().withKey("a"), aMemory().withKey("b"), aMemory().withKey("c"));

        assertThat(page(here, PageRequest.first(3)).items()).hasSize(3);
        assertThat(page(here, PageRequest.first(3)).next()).isEmpty();
        assertThat(page(here, PageRequest.first(2)).next()).isPresent();
    }

    @Test
    default void aWalkShouldNotBeDisturbedByWhatChangesBehindIt() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(aMemory().withKey("b"), aMemory().withKey("d"), aMemory().withKey("f"));
        Page<Memory> first = page(here, PageRequest.first(2));

        here.upsert(aMemory().withKey("a"));
        here.delete(aMemory().withKey("d"));
        here.upsert(aMemory().withKey("e"));

        Page<Memory> second = page(here, PageRequest.after(first.next().orElseThrow(), 2));
        assertThat(MemoryStage.keysOf(first.items())).containsExactly("b", "d");
        assertThat(MemoryStage.keysOf(second.items())).containsExactly("e", "f");
        assertThat(second.next()).isEmpty();
    }

    @Test
    default void listShouldMatchSubtreesByWholeSegments() {
        MemoryStage here = MemoryStage.on(storage());
        in(
                here,
                "users",
                "users/1",
                "users/1/notes",
                "users/1/notes/deep",
                "users/10",
                "users/1x",
                "users/1!",
                "user",
                "users-1");

        assertThat(namespaces(here, "users/1")).containsExactly("users/1", "users/1/notes", "users/1/notes/deep");
        assertThat(namespaces(here, "users"))
                .containsExactly(
                        "users", "users/1", "users/1!", "users/1/notes", "users/1/notes/deep", "users/10", "users/1x");
        assertThat(namespaces(here, "users/1/notes/deep")).containsExactly("users/1/notes/deep");
        assertThat(namespaces(here, "use")).isEmpty();
        assertThat(namespaces(here, "users/2")).isEmpty();
    }

    @Test
    default void listShouldUniteSeveralSubtreesWithoutRepetition() {
        MemoryStage here = MemoryStage.on(storage());
        in(here, "a", "a/b", "a/b/c", "b", "c", "c/d");

        assertThat(namespaces(here, "c", "a/b")).containsExactly("a/b", "a/b/c", "c", "c/d");
        assertThat(namespaces(here, "a", "a/b", "a/b", "absent")).containsExactly("a", "a/b", "a/b/c");
        for (int size = 1; size <= 4; size++) {
            assertThat(here.list(
                            MemoryFilters.matching(here.now())
                                    .within("c", "a/b")
                                    .build(),
                            size))
                    .extracting(memory -> memory.namespace().value())
                    .containsExactly("a/b", "a/b/c", "c", "c/d");
        }
    }

    @Test
    default void noCharacterOfASubtreeShouldHaveAMeaningButTheSlash() {
        MemoryStage here = MemoryStage.on(storage());
        List<String> names = List.of("a%", "a_c", "abc", "a\\c", "a*", "a.c", "A%", "\uD83D\uDE00", "\uD83D\uDE01");
        for (String name : names) {
            in(here, name, name + "/below");
        }

        for (String name : names) {
            assertThat(namespaces(here, name)).containsExactly(name, name + "/below");
        }
    }

    @Test
    default void listShouldFilterByEachCondition() {
        MemoryStage here = MemoryStage.on(storage());
        Memories plain = aMemory();
        here.upsertAll(
                plain.withKey("fact"),
                plain.withKey("preference").withCategory("preference"),
                plain.withKey("important").withImportance(8),
                plain.withKey("vital").withImportance(10),
                plain.withKey("tagged").withTags("red", "blue"),
                plain.withKey("redder").withTags("red"),
                plain.withKey("soon").expiringAt(here.now().plusSeconds(60)),
                plain.withKey("then").expiringAt(here.now().plusSeconds(120)));
        MemoryFilters all = MemoryFilters.matching(here.now());

        assertThat(here.keys(all.category("preference").build())).containsExactly("preference");
        assertThat(here.keys(all.category("Preference").build())).isEmpty();
        assertThat(here.keys(all.category("pref%").build())).isEmpty();
        assertThat(here.keys(all.minImportance(8).build())).containsExactly("important", "vital");
        assertThat(here.keys(all.minImportance(9).build())).containsExactly("vital");
        assertThat(here.keys(all.minImportance(1).build())).hasSize(8);
        assertThat(here.keys(all.tags("red").build())).containsExactly("redder", "tagged");
        assertThat(here.keys(all.tags("blue", "red").build())).containsExactly("tagged");
        assertThat(here.keys(all.tags("Red").build())).isEmpty();
        assertThat(here.keys(all.tags("red", "green").build())).isEmpty();
    }

    @Test
    default void listShouldFilterByExpiryBeforeAMoment() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("never"));
        Memory soon = here.upsert(
                        aMemory().withKey("soon").expiringAt(here.now().plusSeconds(60)))
                .value();
        MemoryFilters all = MemoryFilters.matching(here.now());

        assertThat(here.keys(all.expiresBefore(soon.expiresAt().orElseThrow()).build()))
                .isEmpty();
        assertThat(here.keys(all.expiresBefore(soon.expiresAt().orElseThrow().plusNanos(1_000))
                        .build()))
                .containsExactly("soon");
    }

    @Test
    default void listShouldHoldAllConditionsTogether() {
        MemoryStage here = MemoryStage.on(storage());
        Memories wanted = aMemory()
                .in("users/1/notes")
                .withCategory("preference")
                .withImportance(5)
                .withTags("red", "blue")
                .expiringAt(here.now().plusSeconds(60));
        here.upsertAll(
                wanted.withKey("wanted 1"),
                wanted.withKey("wanted 2").withImportance(9).withTags("blue", "green", "red"),
                wanted.withKey("elsewhere").in("users/10"),
                wanted.withKey("another category").withCategory("fact"),
                wanted.withKey("not important").withImportance(4),
                wanted.withKey("without a tag").withTags("red"),
                wanted.withKey("later").expiringAt(here.now().plusSeconds(600)));
        MemoryFilter all = MemoryFilters.matching(here.now())
                .within("users/1")
                .category("preference")
                .minImportance(5)
                .tags("red", "blue")
                .expiresBefore(here.now().plusSeconds(300))
                .build();

        assertThat(here.keys(all)).containsExactly("wanted 1", "wanted 2");
        assertThat(MemoryStage.keysOf(here.list(all, 1))).containsExactly("wanted 1", "wanted 2");
    }

    @Test
    default void listShouldLeaveOutWhatIsDeletedOrExpired() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                aMemory().withKey("live"),
                aMemory().withKey("deleted"),
                aMemory().withKey("expired").expiringAt(here.now().plusSeconds(1)));
        here.delete(aMemory().withKey("deleted"));
        here.tenant().clock().set(here.now().plusSeconds(1));

        assertThat(here.keys()).containsExactly("live");
        for (int size = 1; size <= 2; size++) {
            assertThat(here.list(MemoryFilter.everything(here.now()), size)).hasSize(1);
        }
    }

    private static void in(MemoryStage here, String... namespaces) {
        here.upsertAll(
                Stream.of(namespaces).map(namespace -> aMemory().in(namespace)).toArray(Memories[]::new));
    }

    private static List<String> namespaces(MemoryStage here, String... within) {
        return here.list(MemoryFilters.matching(here.now()).within(within).build(), 200).stream()
                .map(memory -> memory.namespace().value())
                .toList();
    }

    private static Page<Memory> page(MemoryStage here, PageRequest request) {
        return here.repository().list(here.tenant().scope(), MemoryFilter.everything(here.now()), request);
    }
}
