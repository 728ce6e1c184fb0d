package dev.holdfast.ports.embedding;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every text gets its vector, in the background, whatever trouble the embedder is in. */
public interface EmbeddingWorkLaws {
    EmbeddingModel SMALL = ToyEmbedder.SMALL;
    EmbeddingModel LARGE = ToyEmbedder.LARGE;

    StorageUnderTest storage();

    private EmbeddingWork work(TestServices here, Embedder... embedders) {
        return new EmbeddingWork(
                storage().embeddings(),
                new Embedders(List.of(embedders), Duration.ofSeconds(1)),
                10,
                Duration.ofSeconds(1),
                here.tenant().clock());
    }

    private static Memories text(String text) {
        return aMemory().withKey(text).withContent(text);
    }

    /** Steps until nothing is left, or trouble. */
    private static EmbeddingWork.Step all(EmbeddingWork work, TestServices here) {
        EmbeddingWork.Step step = work.step(here.tenant().scope());
        for (int i = 0; i < 100 && step.goesOn(); i++) {
            step = work.step(here.tenant().scope());
        }
        return step;
    }

    private ModelStatus status(TestServices here, EmbeddingModel model) {
        return storage().embeddings().models(here.tenant().scope()).stream()
                .filter(status -> status.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private boolean has(TestServices here, EmbeddingModel model, String text) {
        return !storage()
                .embeddings()
                .present(here.tenant().scope(), model.name(), Set.of(ContentHash.of(text)))
                .isEmpty();
    }

    @Test
    default void whatIsWrittenShouldGetItsVector() {
        TestServices here = TestServices.on(storage());
        EmbeddingWork work = work(here, new ToyEmbedder(SMALL));
        here.memories().set(here.admin(), text("before").build());
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("after").build());

        all(work, here);
        all(work, here);

        assertThat(has(here, SMALL, "before")).isTrue();
        assertThat(has(here, SMALL, "after")).isTrue();
        assertThat(status(here, SMALL).complete()).isTrue();
    }

    @Test
    default void aStepShouldSayHowMuchWaits() {
        TestServices here = TestServices.on(storage());
        EmbeddingWork work = work(here, new ToyEmbedder(SMALL));
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("one").build());
        here.memories().set(here.admin(), text("two").build());

        assertThat(work.step(here.tenant().scope()).waiting()).isEqualTo(2);
    }

    @Test
    default void whatCannotBeDoneNowShouldBeDoneLater() {
        TestServices here = TestServices.on(storage());
        ToyEmbedder embedder = new ToyEmbedder(SMALL);
        EmbeddingWork work = work(here, embedder);
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("tea").build());
        for (EmbedderException trouble : List.of(
                new EmbedderUnavailable("it is away"),
                new EmbedderRateLimited("not so fast", Optional.of(Duration.ofSeconds(30))),
                new WrongDimension(SMALL, 5),
                new EmbedderRefused("no such key", false))) {
            embedder.fails(trouble);
            EmbeddingWork.Step step = all(work, here);
            assertThat(step.trouble()).contains(trouble.getMessage());
            assertThat(step.givenUp()).isZero();
            assertThat(status(here, SMALL).pending()).isEqualTo(1);
            here.tenant().clock().advance(Duration.ofMinutes(2));
        }

        embedder.works();
        all(work, here);

        assertThat(has(here, SMALL, "tea")).isTrue();
    }

    @Test
    default void aLimitOfRateShouldBeKept() {
        TestServices here = TestServices.on(storage());
        ToyEmbedder embedder = new ToyEmbedder(SMALL);
        EmbeddingWork work = work(here, embedder);
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("tea").build());
        embedder.fails(new EmbedderRateLimited("not so fast", Optional.of(Duration.ofSeconds(30))));
        all(work, here);
        embedder.works();

        here.tenant().clock().advance(Duration.ofSeconds(29));
        all(work, here);
        assertThat(has(here, SMALL, "tea")).isFalse();
        here.tenant().clock().advance(Duration.ofSeconds(2));
        all(work, here);
        assertThat(has(here, SMALL, "tea")).isTrue();
    }

    @Test
    default void aTextThatIsRefusedShouldBeGivenUpAloneAndTriedAgainOnDemand() {
        TestServices here = TestServices.on(storage());
        ToyEmbedder embedder = new ToyEmbedder(SMALL);
        embedder.refuses("poison");
        EmbeddingWork work = work(here, embedder);
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("poison").build());
        here.memories().set(here.admin(), text("tea").build());

        for (int i = 0; i < 8; i++) {
            all(work, here);
            here.tenant().clock().advance(Duration.ofMinutes(2));
        }

        assertThat(has(here, SMALL, "tea")).isTrue();
        assertThat(here.embeddings().failed(here.admin(), Optional.of(SMALL.name()), 10))
                .singleElement()
                .extracting(FailedText::hash)
                .isEqualTo(ContentHash.of("poison"));
        embedder.works();
        assertThat(here.embeddings().retry(here.admin(), SMALL.name()).value()).isEqualTo(1);
        assertThat(here.embeddings().retry(here.admin(), SMALL.name()).value()).isZero();
        all(work, here);
        assertThat(has(here, SMALL, "poison")).isTrue();
    }

    @Test
    default void theNextModelShouldTakeOverWhenItIsComplete() {
        TestServices here = TestServices.on(storage());
        EmbeddingWork work = work(here, new ToyEmbedder(SMALL), new ToyEmbedder(LARGE));
        work.prepare(here.tenant().scope());
        here.memories().set(here.admin(), text("tea").build());
        all(work, here);

        here.embeddings().reembed(here.admin(), LARGE.name());
        assertThat(storage().embeddings().active(here.tenant().scope())).contains(SMALL);
        for (int i = 0; i < 5; i++) {
            all(work, here);
        }

        assertThat(storage().embeddings().active(here.tenant().scope())).contains(LARGE);
        assertThat(has(here, LARGE, "tea")).isTrue();
        assertThat(status(here, SMALL).state()).isEqualTo(ModelState.STORED);
    }

    @Test
    default void aModelThatThisServerCannotServeShouldBeLeftAlone() {
        TestServices here = TestServices.on(storage());
        here.embeddings().reembed(here.admin(), LARGE.name());
        here.memories().set(here.admin(), text("tea").build());
        EmbeddingWork other = work(here, new ToyEmbedder(SMALL));

        other.prepare(here.tenant().scope());
        all(other, here);

        assertThat(status(here, LARGE).pending()).isEqualTo(1);
        assertThat(storage().embeddings().active(here.tenant().scope())).contains(LARGE);
    }
}
