package dev.holdfast.domain.embedding;

import static dev.holdfast.domain.embedding.EmbeddingStage.MODEL;
import static dev.holdfast.domain.embedding.EmbeddingStage.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.Written;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vectors are kept by model and text, as they were given, for one tenant. */
public interface EmbeddingStoreLaws {
    RepositoriesUnderTest storage();

    @Test
    default void aVectorShouldComeBackAsItWasStored() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        float[] numbers = {Float.MIN_VALUE, -3.4028235e38f, 0.1f};
        here.store(MODEL, "tea", numbers);

        assertThat(here.embeddings().find(here.scope(), MODEL.name(), Set.of(ContentHash.of("tea"))))
                .isEqualTo(Map.of(ContentHash.of("tea"), Vector.of(numbers)));
    }

    @Test
    default void onlyWhatIsAskedForAndThereShouldBeFound() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.store(MODEL, "tea", 1, 0, 0);
        here.store(MODEL, "milk", 0, 1, 0);
        Set<ContentHash> asked = Set.of(ContentHash.of("tea"), ContentHash.of("water"));

        assertThat(here.embeddings().find(here.scope(), MODEL.name(), asked)).containsOnlyKeys(ContentHash.of("tea"));
        assertThat(here.embeddings().present(here.scope(), MODEL.name(), asked)).containsExactly(ContentHash.of("tea"));
        assertThat(here.embeddings().find(here.scope(), MODEL.name(), Set.of())).isEmpty();
    }

    @Test
    default void vectorsOfTwoModelsShouldNeverMeet() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.store(MODEL, "tea", 1, 0, 0);
        here.store(OTHER, "milk", 0, 1);

        assertThat(here.has(OTHER, "tea")).isFalse();
        assertThat(here.has(MODEL, "milk")).isFalse();
    }

    @Test
    default void aTextThatHasAVectorShouldKeepIt() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.store(MODEL, "tea", 1, 0, 0);
        here.store(MODEL, "tea", 0, 1, 0);

        assertThat(here.embeddings().find(here.scope(), MODEL.name(), Set.of(ContentHash.of("tea"))))
                .containsValue(Vector.of(1, 0, 0));
    }

    @Test
    default void claimedWorkShouldBeDoneOnceAndAllOrNothing() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.embeddings().register(here.scope(), MODEL, here.now());
        Embedding tea = new Embedding(ContentHash.of("tea"), Vector.of(1, 2, 3));
        Embedding milk = new Embedding(ContentHash.of("milk"), Vector.of(1, 2, 3));
        IntSupplier storesTea = () -> here.embeddings().store(here.scope(), MODEL, List.of(tea), true, here.now());

        assertThat(here.embeddings().once(here.scope(), here.tenant().once("key"), storesTea))
                .isEqualTo(new Written<>(1, true, false));
        assertThat(here.embeddings().once(here.scope(), here.tenant().once("key"), storesTea))
                .isEqualTo(new Written<>(1, true, true));
        assertThat(here.embeddings().once(here.scope(), here.tenant().change(), storesTea))
                .isEqualTo(new Written<>(0, false, false));
        assertThatThrownBy(
                        () -> here.embeddings().once(here.scope(), here.tenant().once("key", "another"), storesTea))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.embeddings()
                        .once(here.scope(), here.tenant().once("other"), () -> {
                            here.embeddings().store(here.scope(), MODEL, List.of(milk), true, here.now());
                            throw new IllegalStateException("on purpose");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(here.has(MODEL, "milk")).isFalse();
        assertThat(here.embeddings().once(here.scope(), here.tenant().once("other"), () -> 0))
                .isEqualTo(new Written<>(0, false, false));
        assertThat(here.embeddings().once(here.scope(), here.tenant().once("other"), () -> 5))
                .isEqualTo(new Written<>(5, true, false));
    }

    @Test
    default void readyShouldBeWhatHasAVectorOfTheModelInUse() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        EmbeddingStage there = here.neighbour();
        Set<ContentHash> asked = Set.of(ContentHash.of("tea"), ContentHash.of("milk"), ContentHash.of("water"));
        here.store(MODEL, "tea", 1, 0, 0);
        here.store(OTHER, "milk", 1, 0);
        assertThat(here.embeddings().ready(here.scope(), asked)).isEmpty();
        here.begin(MODEL);
        there.begin(MODEL);

        assertThat(here.embeddings().ready(here.scope(), asked)).containsExactly(ContentHash.of("tea"));
        assertThat(there.embeddings().ready(there.scope(), asked)).isEmpty();
    }

    @Test
    default void whatStoringChangedShouldBeCounted() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.embeddings().register(here.scope(), MODEL, here.now());
        Embedding tea = new Embedding(ContentHash.of("tea"), Vector.of(1, 2, 3));
        Embedding milk = new Embedding(ContentHash.of("milk"), Vector.of(1, 2, 3));

        assertThat(here.embeddings().store(here.scope(), MODEL, List.of(tea), false, here.now()))
                .isEqualTo(1);
        assertThat(here.embeddings().store(here.scope(), MODEL, List.of(tea), false, here.now()))
                .isZero();
        assertThat(here.embeddings().store(here.scope(), MODEL, List.of(tea, milk), true, here.now()))
                .isEqualTo(2);
        assertThat(here.embeddings().store(here.scope(), MODEL, List.of(tea, milk), true, here.now()))
                .isZero();
    }

    @Test
    default void manyVectorsShouldBeStoredAtOnceEachForItsText() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        List<Embedding> many = IntStream.rangeClosed(1, EmbeddingRepository.MOST)
                .mapToObj(i -> new Embedding(ContentHash.of("text " + i), Vector.of(i, -i, 0.5f)))
                .toList();
        here.embeddings().register(here.scope(), MODEL, here.now());

        here.embeddings().store(here.scope(), MODEL, many, false, here.now());

        Map<ContentHash, Vector> found = here.embeddings()
                .find(
                        here.scope(),
                        MODEL.name(),
                        new HashSet<>(many.stream().map(Embedding::hash).toList()));
        assertThat(found).hasSize(many.size());
        assertThat(many).allSatisfy(each -> assertThat(found).containsEntry(each.hash(), each.vector()));
    }

    @Test
    default void theSameTextTwiceInOneCallShouldBeStoredOnce() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        Embedding tea = new Embedding(ContentHash.of("tea"), Vector.of(1, 2, 3));
        here.embeddings().register(here.scope(), MODEL, here.now());

        here.embeddings().store(here.scope(), MODEL, List.of(tea, tea), true, here.now());

        assertThat(here.status(MODEL).ready()).isEqualTo(1);
    }

    @Test
    default void theSameTextsShouldBeStoredByManyAtOnce() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.embeddings().register(here.scope(), MODEL, here.now());
        List<Embedding> some = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> new Embedding(ContentHash.of("text " + i), Vector.of(i, 1, 1)))
                .toList();

        List<Race.Outcome<Boolean>> outcomes = Race.of(12, number -> {
            here.embeddings().store(here.scope(), MODEL, number % 2 == 0 ? some : some.reversed(), true, here.now());
            return true;
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(here.status(MODEL).ready()).isEqualTo(50);
    }

    /** Not even that another tenant's text has a vector may show. */
    @Test
    default void anotherTenantsVectorsShouldBeAsIfTheyWereNotThere() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        EmbeddingStage there = here.neighbour();
        there.use(MODEL);
        there.store(MODEL, "tea", 1, 0, 0);
        there.write("key", "milk");

        assertThat(here.has(MODEL, "tea")).isFalse();
        assertThat(here.embeddings().models(here.scope())).isEmpty();
        assertThat(here.embeddings().active(here.scope())).isEmpty();
        assertThat(here.claim(MODEL)).isEmpty();
        assertThat(here.embeddings().cutOver(here.scope(), true)).isFalse();
    }

    @Test
    default void sweepingShouldTakeOnlyOldVectorsOfTextsThatNobodyHas() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.write("kept", "tea");
        here.memories().upsert(EmbeddingStage.memory("gone", "milk"));
        here.memories().delete(EmbeddingStage.memory("gone", "milk"));
        here.store(MODEL, "tea", 1, 0, 0);
        here.store(MODEL, "milk", 1, 0, 0);
        here.store(MODEL, "water", 1, 0, 0);
        here.embeddings()
                .store(
                        here.scope(),
                        MODEL,
                        List.of(new Embedding(ContentHash.of("for later"), Vector.of(1, 0, 0))),
                        true,
                        here.now());
        here.tenant().clock().advance(Duration.ofHours(2));
        here.store(MODEL, "new water", 1, 0, 0);

        int swept = here.embeddings()
                .sweep(
                        here.scope(),
                        here.now().minus(Duration.ofHours(1)),
                        here.now().minus(Duration.ofDays(30)),
                        100);

        assertThat(swept).isEqualTo(1);
        assertThat(List.of("tea", "milk", "new water", "for later"))
                .allSatisfy(text -> assertThat(here.has(MODEL, text)).as(text).isTrue());
        assertThat(here.has(MODEL, "water")).isFalse();
        assertThat(here.embeddings().sweep(here.scope(), here.now(), here.now(), 100))
                .isEqualTo(1);
        assertThat(here.has(MODEL, "for later")).isFalse();
    }
}
