package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.HostileTexts;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Searches. The words are rare and not alike, so that stemming, stop words and the near misses a store may offer have no part in
 * what is demanded here.
 */
public interface MemorySearchLaws {
    Memories BLAND = aMemory().withContent("nothing of interest");

    RepositoriesUnderTest storage();

    @Test
    default void searchShouldFindAWordOfTheContent() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withContent("She met a quokka on Rottnest."),
                BLAND.withKey("k2").withContent("Nobody came."));

        assertThat(here.keysFound("quokka")).containsExactly("k1");
        assertThat(here.search("quokka").getFirst().memory())
                .isEqualTo(here.find(BLAND.withKey("k1")).orElseThrow());
    }

    @Test
    default void searchShouldFindAWordOfTheKeyHoweverItIsSetApart() {
        MemoryStage here = MemoryStage.on(storage());
        List<String> keys =
                List.of("pet quokka", "pet-quokka", "pet.quokka", "pet/quokka", "pet:quokka", "pet_quokka", "quokka");
        here.upsertAll(keys.stream().map(BLAND::withKey).toArray(Memories[]::new));
        here.upsert(BLAND.withKey("pet"));

        assertThat(here.keysFound("quokka")).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void searchShouldFindAWordOfATag() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withTags("home", "quokka"),
                BLAND.withKey("k2").withTags("home"));

        assertThat(here.keysFound("quokka")).containsExactly("k1");
    }

    @Test
    default void searchShouldNotMindUpperAndLowerCase() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withContent("QUOKKA"),
                BLAND.withKey("k2").withTags("Quokka"),
                BLAND.withKey("Quokka"));

        assertThat(here.keysFound("quOKKa")).containsExactlyInAnyOrder("k1", "k2", "Quokka");
    }

    @Test
    default void searchShouldFindWhatHasAtLeastOneWordAndPutMoreWordsFirst() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("none"),
                BLAND.withKey("one").withContent("quokka ".repeat(50)),
                BLAND.withKey("two").withContent("a quokka, and much later, after many other things, an axolotl"),
                BLAND.withKey("three").withContent("axolotl").withTags("narwhal", "quokka"));

        List<MemoryHit> hits = here.search("narwhal quokka axolotl");

        assertThat(hits).extracting(hit -> hit.memory().key()).containsExactly("three", "two", "one");
        assertThat(hits).extracting(MemoryHit::score).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
        assertThat(hits.get(1).score()).isGreaterThan(hits.get(2).score());
    }

    @Test
    default void searchShouldPutEqualScoresInTheOrderOfIds() {
        MemoryStage here = MemoryStage.on(storage());
        List<String> keys = List.of("k7", "k3", "k9", "k1", "k5");
        keys.forEach(key -> here.upsert(BLAND.withKey(key).withContent("quokka")));

        List<MemoryHit> hits = here.search("quokka");

        assertThat(hits)
                .extracting(MemoryHit::score)
                .containsOnly(hits.getFirst().score());
        assertThat(hits).extracting(hit -> hit.memory().key()).isEqualTo(keys);
    }

    @Test
    default void searchShouldAnswerNoMoreThanTheBestUpToTheLimit() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withContent("quokka"),
                BLAND.withKey("k2").withContent("quokka axolotl"),
                BLAND.withKey("k3").withContent("quokka"));

        List<MemoryHit> hits = here.repository()
                .search(here.tenant().scope(), "quokka axolotl", MemoryFilter.everything(here.now()), 1);

        assertThat(hits).extracting(hit -> hit.memory().key()).containsExactly("k2");
    }

    @Test
    default void searchShouldHoldEachConditionOfTheFilter() {
        MemoryStage here = MemoryStage.on(storage());
        Memories quokka = BLAND.in("users/1").withContent("quokka");
        here.upsertAll(
                quokka.withKey("plain"),
                quokka.withKey("below").in("users/1/notes"),
                quokka.withKey("beside").in("users/10"),
                quokka.withKey("other").in("users/2"),
                quokka.withKey("category").withCategory("preference"),
                quokka.withKey("important").withImportance(8),
                quokka.withKey("tagged").withTags("red", "blue"),
                quokka.withKey("soon").expiringAt(here.now().plusSeconds(60)),
                BLAND.in("users/1")
                        .withKey("irrelevant")
                        .withCategory("preference")
                        .withImportance(9)
                        .withTags("red"));
        MemoryFilters all = MemoryFilters.matching(here.now());

        assertThat(found(here, all.within("users/1")))
                .containsExactlyInAnyOrder("plain", "below", "category", "important", "tagged", "soon");
        assertThat(found(here, all.within("users/2", "users/1/notes"))).containsExactlyInAnyOrder("other", "below");
        assertThat(found(here, all.within("users/3"))).isEmpty();
        assertThat(found(here, all.category("preference"))).containsExactly("category");
        assertThat(found(here, all.minImportance(8))).containsExactly("important");
        assertThat(found(here, all.tags("blue", "red"))).containsExactly("tagged");
        assertThat(found(here, all.tags("blue", "green"))).isEmpty();
        assertThat(found(here, all.expiresBefore(here.now().plusSeconds(61)))).containsExactly("soon");
        assertThat(found(here, all.expiresBefore(here.now().plusSeconds(59)))).isEmpty();
        assertThat(found(here, all.within("users/1").category("preference").minImportance(2)))
                .isEmpty();
    }

    @Test
    default void searchShouldSeeAChangeAtOnce() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(BLAND.withContent("quokka"));
        assertThat(here.keysFound("quokka")).containsExactly("likes");

        here.upsert(BLAND.withContent("axolotl"));
        assertThat(here.keysFound("quokka")).isEmpty();
        assertThat(here.keysFound("axolotl")).containsExactly("likes");

        here.delete(BLAND);
        assertThat(here.keysFound("axolotl")).isEmpty();

        here.restore(BLAND);
        assertThat(here.keysFound("axolotl")).containsExactly("likes");
    }

    @Test
    default void searchShouldNeverFindWhatIsDeletedExpiredOrAnothersTenants() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        there.upsert(BLAND.withKey("foreign").withContent("quokka"));
        here.upsert(BLAND.withKey("deleted").withContent("quokka"));
        here.delete(BLAND.withKey("deleted"));
        here.upsert(BLAND.withKey("expired")
                .withContent("quokka")
                .expiringAt(here.now().plusSeconds(60)));
        here.tenant().clock().set(here.now().plusSeconds(60));

        assertThat(here.keysFound("quokka")).isEmpty();
        assertThat(there.keysFound("quokka")).containsExactly("foreign");
    }

    @Test
    default void noQueryShouldBeAnError() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withContent("quokka"),
                BLAND.withKey("k2").withContent("a & b | c"),
                BLAND.withKey("k3").withContent("%_*'\""));
        MemoryFilters asOf = MemoryFilters.matching(here.now()).asOf(here.now());

        HostileTexts.QUERIES.forEach(query -> {
            assertThat(here.search(query)).isNotNull();
            assertThat(here.search(query, asOf.build())).isNotNull();
        });
        HostileTexts.ALL.forEach(query -> assertThat(here.search(query)).isNotNull());
        assertThat(here.search("quokka ".repeat(142))).isNotEmpty();
    }

    @Test
    default void noCharacterOfAQueryShouldHaveAMeaning() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                BLAND.withKey("k1").withContent("quokka"), BLAND.withKey("k2").withContent("axolotl"));

        assertThat(here.keysFound("!quokka")).containsExactly("k1");
        assertThat(here.keysFound("-quokka")).containsExactly("k1");
        assertThat(here.keysFound("\"quokka axolotl\"")).containsExactlyInAnyOrder("k1", "k2");
        assertThat(here.keysFound("quokka & axolotl")).containsExactlyInAnyOrder("k1", "k2");
        assertThat(here.keysFound("(quokka) <-> 'axolotl'")).containsExactlyInAnyOrder("k1", "k2");
    }

    private static List<String> found(MemoryStage here, MemoryFilters filter) {
        return here.search("quokka", filter.build()).stream()
                .map(hit -> hit.memory().key())
                .toList();
    }
}
