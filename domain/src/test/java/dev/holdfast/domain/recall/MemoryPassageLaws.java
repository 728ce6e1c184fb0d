package dev.holdfast.domain.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only memories have: expiry, a recorded past, tags, categories, an order of writing in a namespace. */
public interface MemoryPassageLaws extends PassageIndexContract {
    RepositoriesUnderTest storage();

    PassageIndex index();

    @Override
    default PassageStage stage() {
        return new MemoryPassages(MemoryStage.on(storage()), index());
    }

    private MemoryPassages memories() {
        return new MemoryPassages(MemoryStage.on(storage()), index());
    }

    @Test
    default void theIndexOfMemoriesShouldSaySo() {
        assertThat(index().kind()).isEqualTo(PassageKind.MEMORY);
    }

    @Test
    default void whatHasExpiredShouldNeitherBeFoundNorRead() {
        MemoryPassages here = memories();
        Memories expiring =
                aMemory().withContent("quokka").expiringAt(here.now().plusSeconds(60));
        PassageId id = here.write(expiring);
        assertThat(here.found("quokka")).containsExactly(id);

        here.tenant().clock().set(here.now().plusSeconds(60));

        assertThat(here.ask("quokka").found()).isEmpty();
        assertThat(here.ask("quokkka").found()).as("near misses").isEmpty();
        assertThat(here.load(List.of(id), here.everything(), 0)).isEmpty();
    }

    @Test
    default void theRecordedPastShouldBeFoundAndRead() {
        MemoryPassages here = memories();
        PassageId id = here.write(aMemory().withContent("quokka"));
        Instant before = here.now();
        here.write(aMemory().withContent("axolotl"));
        here.write(aMemory().withKey("later").withContent("quokka"));
        PassageFilter then = new PassageFilter(List.of(), Condition.ALWAYS, Optional.of(before), here.now());

        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokka", List.of(), List.of()), then)))
                .containsExactly(id);
        assertThat(here.ask(new LexicalQuery("axolotl", List.of(), List.of()), then)
                        .found())
                .isEmpty();
        assertThat(here.load(List.of(id), then, 2)).singleElement().satisfies(passage -> {
            assertThat(passage.text()).isEqualTo("quokka");
            assertThat(passage.after()).isEmpty();
        });
    }

    @Test
    default void wordsOfAKeyShouldBeFoundHoweverTheyAreSetApart() {
        MemoryPassages here = memories();
        List<PassageId> ids =
                List.of("pet quokka", "pet-quokka", "pet.quokka", "pet/quokka", "pet:quokka", "pet_quokka").stream()
                        .map(key -> here.write(aMemory().withKey(key).withContent("nothing of interest")))
                        .toList();

        LexicalCandidates candidates = here.ask("quokka");

        assertThat(PassageStage.ids(candidates)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(candidates.found())
                .allSatisfy(candidate -> assertThat(candidate.inTitle()).containsExactly(true));
    }

    @Test
    default void conditionsShouldLookAtEachOwnFieldOfAMemory() {
        MemoryPassages here = memories();
        PassageId plain = here.write(aMemory().withKey("plain"));
        PassageId rich = here.write(aMemory()
                .withKey("rich")
                .withCategory("preference")
                .withImportance(8)
                .withTags("red", "blue")
                .expiringAt(here.now().plusSeconds(3600)));
        List<PassageId> both = List.of(plain, rich);

        assertThat(here.passing(both, new Condition.Equal(Own.CATEGORY, new Value.Text("preference"))))
                .containsExactly(rich);
        assertThat(here.passing(
                        both,
                        new Condition.OneOf(
                                Own.CATEGORY, List.of(new Value.Text("general"), new Value.Text("preference")))))
                .containsExactly(plain, rich);
        assertThat(here.passing(
                        both,
                        new Condition.Ordered(Own.IMPORTANCE, Order.GREATER, new Value.Decimal(new BigDecimal("7.5")))))
                .containsExactly(rich);
        assertThat(here.passing(both, new Condition.Contains(Own.TAGS, new Value.Text("blue"))))
                .containsExactly(rich);
        assertThat(here.passing(both, new Condition.Contains(Own.TAGS, new Value.Text("blu"))))
                .isEmpty();
        assertThat(here.passing(both, new Condition.Exists(Own.TAGS))).containsExactly(rich);
        assertThat(here.passing(both, new Condition.Exists(Own.TITLE))).isEmpty();
        assertThat(here.passing(both, new Condition.Exists(Own.EXPIRES_AT))).containsExactly(rich);
        assertThat(here.passing(
                        both,
                        new Condition.Ordered(
                                Own.EXPIRES_AT,
                                Order.LESS_OR_EQUAL,
                                new Value.Moment(here.now().plusSeconds(3601)))))
                .containsExactly(rich);
    }

    @Test
    default void neighboursShouldBeThoseWrittenBeforeAndAfterInTheNamespace() {
        MemoryPassages here = memories();
        List<PassageId> talk = IntStream.range(0, 7)
                .mapToObj(i -> {
                    here.write(aMemory().in("elsewhere").withKey("turn-" + i));
                    return here.write(aMemory().in("talk").withKey("turn-" + (9 - i)));
                })
                .toList();
        here.write(aMemory().in("talk/deeper").withKey("turn"));

        Passage middle = here.load(talk.get(3), 2);
        Passage first = here.load(talk.getFirst(), 5);
        Passage last = here.load(talk.getLast(), 5);

        assertThat(middle.before()).containsExactly(talk.get(1), talk.get(2));
        assertThat(middle.after()).containsExactly(talk.get(4), talk.get(5));
        assertThat(first.before()).isEmpty();
        assertThat(first.after()).isEqualTo(talk.subList(1, 6));
        assertThat(last.after()).isEmpty();
        assertThat(last.before()).isEqualTo(talk.subList(1, 6));
        assertThat(here.load(talk.get(3), 0).before()).isEmpty();
    }

    @Test
    default void neighboursShouldBeLiveAndPassTheFilter() {
        MemoryPassages here = memories();
        PassageId before = here.write(aMemory().in("talk").withKey("1"));
        Memories deleted = aMemory().in("talk").withKey("2");
        here.write(deleted);
        PassageId middle = here.write(aMemory().in("talk").withKey("3"));
        here.write(aMemory().in("talk").withKey("4").withCategory("aside"));
        PassageId after = here.write(aMemory().in("talk").withKey("5"));
        here.remove(deleted);
        Condition noAsides = new Condition.Not(new Condition.Equal(Own.CATEGORY, new Value.Text("aside")));

        Passage passage = here.load(List.of(middle), here.where(noAsides), 1).getFirst();

        assertThat(passage.before()).containsExactly(before);
        assertThat(passage.after()).containsExactly(after);
    }
}
