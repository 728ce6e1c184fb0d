package dev.holdfast.domain.embedding;

import static dev.holdfast.domain.embedding.EmbeddingStage.MODEL;
import static dev.holdfast.domain.embedding.EmbeddingStage.OTHER;
import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every text gets its vector, once, whatever happens to those who make it. */
public interface EmbeddingWorkLaws {
    RepositoriesUnderTest storage();

    @Test
    default void aWriteShouldWaitForItsVectorFromTheMomentItReturned() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);

        here.write("one", "tea");

        assertThat(here.claim(MODEL)).singleElement().satisfies(pending -> {
            assertThat(pending.text()).contains("tea");
            assertThat(pending.hash()).isEqualTo(ContentHash.of("tea"));
            assertThat(pending.attempts()).isEqualTo(1);
            assertThat(pending.owner().kind()).isEqualTo(TextOwner.Kind.MEMORY);
        });
        assertThat(here.status(MODEL).pending()).isEqualTo(1);
    }

    @Test
    default void whatWasThereBeforeTheModelShouldBeFound() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        IntStream.range(0, 7).forEach(i -> here.write("key " + i, "text " + i));
        here.memories().upsert(EmbeddingStage.memory("gone", "milk"));
        here.memories().delete(EmbeddingStage.memory("gone", "milk"));

        here.use(MODEL);

        assertThat(here.waiting(MODEL))
                .isEqualTo(IntStream.range(0, 7).mapToObj(i -> "text " + i).toList());
        assertThat(here.status(MODEL).searching()).isFalse();
    }

    @Test
    default void chunksShouldWaitAsMemoriesDo() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.knowledge().put(aCollection());
        here.knowledge().put(aDocument().withTexts("before"));
        here.use(MODEL);
        here.knowledge().put(aDocument().withId("other").withTexts("first", "second"));

        assertThat(here.waiting(MODEL)).containsExactly("before", "first", "second");
    }

    @Test
    default void chunksOfACollectionWithAModelOfItsOwnShouldWaitForThatOneOnly() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.use(OTHER);
        here.knowledge().put(aCollection().embeddedBy(OTHER.name()));
        here.knowledge().put(aDocument().withTexts("first"));

        assertThat(here.waiting(MODEL)).isEmpty();
        assertThat(here.waiting(OTHER)).containsExactly("first");
    }

    @Test
    default void textsShouldBeEmbeddedWithTheActiveModelAndTheNext() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.use(OTHER);

        here.write("one", "tea");

        assertThat(here.waiting(MODEL)).containsExactly("tea");
        assertThat(here.waiting(OTHER)).containsExactly("tea");
    }

    @Test
    default void aTextThatHasItsVectorShouldNotWait() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.store(MODEL, "tea", 1, 0, 0);

        here.write("one", "tea");

        assertThat(here.waiting(MODEL)).isEmpty();
        assertThat(here.status(MODEL).complete()).isTrue();
    }

    @Test
    default void aCompletedTextShouldHaveItsVectorAndWaitNoMore() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        here.write("two", "milk");
        List<PendingText> taken = here.claim(MODEL);

        here.complete(MODEL, taken);
        here.complete(MODEL, taken);

        assertThat(here.has(MODEL, "tea")).isTrue();
        assertThat(here.has(MODEL, "milk")).isTrue();
        assertThat(here.status(MODEL).ready()).isEqualTo(2);
        assertThat(here.status(MODEL).complete()).isTrue();
    }

    /** The new text was written while the old one was at the embedder. */
    @Test
    default void aTextThatChangedMeanwhileShouldStillWait() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        List<PendingText> taken = here.claim(MODEL);
        here.write("one", "coffee");

        here.complete(MODEL, taken);

        assertThat(here.waiting(MODEL)).containsExactly("coffee");
    }

    @Test
    default void anotherTextShouldBeginItsAttemptsAnew() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        here.embeddings().giveUp(here.scope(), MODEL.name(), here.claim(MODEL), "refused");
        here.write("one", "coffee");

        assertThat(here.claim(MODEL)).singleElement().satisfies(pending -> {
            assertThat(pending.text()).contains("coffee");
            assertThat(pending.attempts()).isEqualTo(1);
        });
    }

    @Test
    default void aChangeOfAnythingButTheTextShouldNotWait() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        here.embedAll(MODEL);

        here.memories().upsert(EmbeddingStage.memory("one", "tea").withImportance(9));

        assertThat(here.waiting(MODEL)).isEmpty();
    }

    @Test
    default void whatIsDeletedShouldNotBeEmbeddedAndWaitAgainWhenItIsBack() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        here.memories().delete(EmbeddingStage.memory("one", "tea"));
        assertThat(here.waiting(MODEL)).isEmpty();
        here.tenant().clock().advance(Duration.ofMinutes(2));
        here.embedAll(MODEL);
        assertThat(here.status(MODEL).complete()).isTrue();

        here.memories().restore(EmbeddingStage.memory("one", "tea"));

        assertThat(here.waiting(MODEL)).containsExactly("tea");
    }

    @Test
    default void whatIsTakenShouldComeBackWhenItsTakerDied() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        assertThat(here.waiting(MODEL)).containsExactly("tea");
        assertThat(here.waiting(MODEL)).isEmpty();

        here.tenant().clock().advance(Duration.ofSeconds(61));

        assertThat(here.claim(MODEL))
                .singleElement()
                .satisfies(pending -> assertThat(pending.attempts()).isEqualTo(2));
    }

    @Test
    default void noTextShouldBeTakenTwice() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        IntStream.range(0, 60).forEach(i -> here.write("key " + i, "text " + i));
        Instant now = here.now();

        List<PendingText> taken = Race.values(Race.of(
                        10,
                        number -> here.embeddings()
                                .claim(here.scope(), MODEL.name(), 6, now, now.plus(Duration.ofMinutes(1)))))
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(taken).extracting(PendingText::owner).doesNotHaveDuplicates().hasSize(60);
    }

    @Test
    default void aPostponedTextShouldBeDueThenAndNotBefore() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        Instant due = here.now().plus(Duration.ofSeconds(10));
        here.embeddings().postpone(here.scope(), MODEL.name(), here.claim(MODEL), due, "it is away");

        here.tenant().clock().advance(Duration.ofSeconds(9));
        assertThat(here.waiting(MODEL)).isEmpty();
        assertThat(here.status(MODEL).pending()).isEqualTo(1);
        here.tenant().clock().advance(Duration.ofSeconds(1));
        assertThat(here.waiting(MODEL)).containsExactly("tea");
    }

    @Test
    default void whatIsGivenUpShouldBeListedWithItsReasonUntilItIsRetried() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);
        here.write("one", "tea");
        here.embeddings().giveUp(here.scope(), MODEL.name(), here.claim(MODEL), "too strange");
        here.tenant().clock().advance(Duration.ofDays(1));

        assertThat(here.waiting(MODEL)).isEmpty();
        assertThat(here.status(MODEL).failed()).isEqualTo(1);
        assertThat(here.status(MODEL).pending()).isZero();
        assertThat(here.embeddings().cutOver(here.scope(), false)).isFalse();
        assertThat(here.embeddings().failed(here.scope(), MODEL.name(), 10))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.reason()).isEqualTo("too strange");
                    assertThat(failed.hash()).isEqualTo(ContentHash.of("tea"));
                    assertThat(failed.attempts()).isEqualTo(1);
                });

        assertThat(here.embeddings().retry(here.scope(), MODEL.name(), here.now()))
                .isEqualTo(1);
        assertThat(here.waiting(MODEL)).containsExactly("tea");
        assertThat(here.embeddings().failed(here.scope(), MODEL.name(), 10)).isEmpty();
    }

    @Test
    default void writersOfTheSameTextShouldNotStandInOneAnothersWay() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.use(MODEL);

        List<Race.Outcome<Object>> outcomes = Race.of(
                20,
                number -> here.memories()
                        .repository()
                        .upsert(
                                here.scope(),
                                EmbeddingStage.memory("key " + number, "tea").write(),
                                here.tenant().change()));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(here.status(MODEL).pending()).isEqualTo(20);
        here.embedAll(MODEL);
        assertThat(here.status(MODEL).ready()).isEqualTo(1);
        assertThat(here.status(MODEL).complete()).isTrue();
    }
}
