package dev.holdfast.ports.recall;

import static dev.holdfast.ports.recall.Asking.asked;
import static dev.holdfast.ports.recall.Asking.fact;
import static dev.holdfast.ports.recall.Asking.query;
import static dev.holdfast.ports.recall.Asking.remember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.memory.MemoryQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is answered. */
public interface AskingLaws {
    StorageUnderTest storage();

    @Test
    default void whatAnswersBestShouldComeFirst() {
        TestServices here = TestServices.on(storage());
        remember(
                here,
                fact("pet", "The quokka is called Pebble."),
                fact("food", "The quokka eats leaves, and nothing else."),
                fact("car", "The car is green.").in("users/2"));

        RecallAnswer answer = here.recalls().recall(here.writer(), RecallQuery.of("what does the quokka eat?"));

        assertThat(Asking.names(answer.items())).startsWith("food").doesNotContain("car");
        assertThat(answer.embedding()).isEqualTo(EmbeddingUse.NONE);
        assertThat(answer.items()).extracting(Ranked::score).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(answer.items().get(0).explanation().terms()).isNotEmpty();
    }

    @Test
    default void aWriteShouldBeFoundAtOnceAndADeletionNoMore() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"));
        assertThat(asked(here, here.writer(), RecallQuery.of("quokka"))).containsExactly("a");

        here.memories().delete(here.writer(), MemoryAddress.of("users/1", "a"), Optional.empty());

        assertThat(asked(here, here.writer(), RecallQuery.of("quokka"))).isEmpty();
    }

    @Test
    default void nothingThatMatchesShouldBeAnEmptyAnswer() {
        TestServices here = TestServices.on(storage());
        assertThat(here.recalls()
                        .recall(here.writer(), RecallQuery.of("quokka"))
                        .items())
                .isEmpty();
        assertThat(here.recalls().recall(here.writer(), RecallQuery.of("?")).items())
                .isEmpty();
    }

    @Test
    default void anAnswerShouldStayWithinItsLimitAndItsTokens() {
        TestServices here = TestServices.on(storage());
        IntStream.range(0, 12)
                .forEach(i -> remember(here, fact("k" + i, "quokka number " + i + " " + "leaf ".repeat(40 + i))));

        RecallAnswer few = here.recalls().recall(here.writer(), limited(3, 100_000));
        RecallAnswer small = here.recalls().recall(here.writer(), limited(10, 200));
        RecallAnswer none = here.recalls().recall(here.writer(), limited(10, 1));

        assertThat(few.items()).hasSize(3);
        assertThat(few.dropped()).extracting(Dropped::reason).contains(Dropped.Reason.LIMIT);
        assertThat(small.items()).isNotEmpty();
        assertThat(small.tokens()).isLessThanOrEqualTo(200);
        assertThat(small.dropped()).extracting(Dropped::reason).contains(Dropped.Reason.BUDGET);
        assertThat(none.items()).isEmpty();
        assertThat(none.tokens()).isZero();
    }

    private static RecallQuery limited(int limit, int tokens) {
        return query("quokka leaf", Optional.empty(), Set.of(), Condition.ALWAYS, limit, tokens);
    }

    @Test
    default void aPhraseThatNothingHasShouldFallBackToItsWords() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "the green leaf of the quokka").in("users/2"), fact("b", "a quokka leaf"));

        assertThat(asked(here, here.writer(), RecallQuery.of("\"quokka leaf\"")))
                .containsExactly("b");
        assertThat(asked(here, here.writer(), RecallQuery.of("\"leaf quokka\"")))
                .contains("a", "b");
    }

    @Test
    default void aFilterShouldHoldForEveryItem() {
        TestServices here = TestServices.on(storage());
        remember(
                here,
                fact("a", "quokka").withCategory("pet"),
                fact("b", "quokka").withCategory("animal"));
        Condition pets = new Condition.Equal(Own.CATEGORY, new Value.Text("pet"));

        assertThat(asked(
                        here,
                        here.writer(),
                        query("quokka", Optional.empty(), Set.of(PassageKind.MEMORY), pets, 10, 2000)))
                .containsExactly("a");
    }

    @Test
    default void thePastShouldBeAskedAsItWas() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "the quokka is young"));
        Instant then = here.tenant().now();
        remember(here, fact("a", "the wombat is old"));

        assertThat(here.recalls().recall(here.writer(), asOf(then)).items())
                .extracting(item -> item.passage().text())
                .containsExactly("the quokka is young");
        assertThat(here.recalls()
                        .recall(here.writer(), RecallQuery.of("quokka"))
                        .items())
                .isEmpty();
        assertThat(here.recalls()
                        .searchMemories(
                                here.writer(),
                                SearchQuery.of("quokka", 5),
                                new MemoryQuery(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.empty(),
                                        Optional.of(then)))
                        .items())
                .extracting(hit -> hit.memory().content())
                .containsExactly("the quokka is young");
    }

    private static RecallQuery asOf(Instant then) {
        return new RecallQuery(
                "quokka",
                Optional.empty(),
                List.of(),
                Set.of(),
                Condition.ALWAYS,
                Optional.empty(),
                Optional.of(then),
                10,
                2000,
                Tuning.DEFAULT);
    }

    @Test
    default void aSearchShouldAnswerWholeMemories() {
        TestServices here = TestServices.on(storage());
        String large = "quokka " + "leaf ".repeat(2_000);
        remember(here, fact("large", large), fact("small", "quokka"));

        List<MemoryHits.Hit> hits = here.recalls()
                .searchMemories(here.writer(), SearchQuery.of("quokka", 10), MemoryQuery.EVERYTHING)
                .items();

        assertThat(hits).extracting(hit -> hit.memory().key()).containsExactlyInAnyOrder("large", "small");
        for (MemoryHits.Hit hit : hits) {
            Memory stored = here.memories().get(here.writer(), hit.memory().address(), Optional.empty());
            assertThat(hit.memory()).isEqualTo(stored);
        }
        assertThat(here.recalls()
                        .recall(here.writer(), query("quokka", Optional.empty(), Set.of(), Condition.ALWAYS, 9, 9_000))
                        .items())
                .filteredOn(item -> item.passage().name().equals("large"))
                .allMatch(item ->
                        item.passage().cut() && large.startsWith(item.passage().text()));
    }

    @Test
    default void asManyHitsShouldBeAnsweredAsWereAskedFor() {
        TestServices here = TestServices.on(storage());
        IntStream.range(0, 130).forEach(i -> remember(here, fact("k" + i, "quokka " + i)));

        assertThat(here.recalls()
                        .searchMemories(here.writer(), SearchQuery.of("quokka", 130), MemoryQuery.EVERYTHING)
                        .items())
                .hasSize(130);
    }

    @Test
    default void aQuestionShouldBeBounded() {
        assertThatThrownBy(() -> RecallQuery.of("")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> RecallQuery.of("x".repeat(2_001))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> limited(0, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> limited(101, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> limited(1, 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> limited(1, 100_001)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> SearchQuery.of("x", 201)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> SearchQuery.of("", 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> query(
                        "x",
                        Optional.empty(),
                        Set.of(),
                        new Condition.Equal(Own.IMPORTANCE, new Value.Text("5")),
                        1,
                        1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("/filter/value");
    }
}
