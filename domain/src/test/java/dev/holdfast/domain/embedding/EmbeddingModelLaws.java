package dev.holdfast.domain.embedding;

import static dev.holdfast.domain.embedding.EmbeddingStage.MODEL;
import static dev.holdfast.domain.embedding.EmbeddingStage.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.InvalidInput;
import org.junit.jupiter.api.Test;

/** A tenant moves from one model to the next without a moment without one. */
public interface EmbeddingModelLaws {
    RepositoriesUnderTest storage();

    EmbeddingModel THIRD = new EmbeddingModel("model-c", 4);

    @Test
    default void aModelThatIsRegisteredShouldBeKnownAndNotUsed() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.embeddings().register(here.scope(), MODEL, here.now());
        here.embeddings().register(here.scope(), MODEL, here.tenant().tick());
        here.write("key", "tea");

        assertThat(here.embeddings().models(here.scope())).singleElement().satisfies(status -> {
            assertThat(status.model()).isEqualTo(MODEL);
            assertThat(status.state()).isEqualTo(ModelState.STORED);
            assertThat(status.complete()).isTrue();
            assertThat(status.since()).isBefore(here.now());
        });
        assertThat(here.embeddings().active(here.scope())).isEmpty();
        assertThat(here.embeddings().model(here.scope(), MODEL.name())).contains(MODEL);
        assertThat(here.embeddings().model(here.scope(), OTHER.name())).isEmpty();
        assertThat(here.embeddings().model(here.neighbour().scope(), MODEL.name()))
                .isEmpty();
        assertThat(here.claim(MODEL)).isEmpty();
    }

    @Test
    default void aNameShouldMeanOneDimension() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.embeddings().register(here.scope(), MODEL, here.now());
        EmbeddingModel same = new EmbeddingModel(MODEL.name(), MODEL.dimension() + 1);

        assertThatThrownBy(() -> here.embeddings().register(here.scope(), same, here.now()))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> here.begin(same)).isInstanceOf(InvalidInput.class);
        assertThat(here.status(MODEL).state()).isEqualTo(ModelState.STORED);
    }

    @Test
    default void twoTenantsShouldMeanDifferentModelsByOneName() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        EmbeddingStage there = here.neighbour();
        EmbeddingModel theirs = new EmbeddingModel(MODEL.name(), 2);
        here.store(MODEL, "tea", 1, 0, 0);
        there.store(theirs, "tea", 0, 1);

        assertThat(here.status(MODEL).ready()).isEqualTo(1);
        assertThat(there.status(theirs).ready()).isEqualTo(1);
    }

    @Test
    default void theFirstModelShouldBeActiveAtOnceAndTheNextOneBuilding() {
        EmbeddingStage here = EmbeddingStage.on(storage());

        assertThat(here.begin(MODEL)).isEqualTo(ModelState.ACTIVE);
        assertThat(here.begin(MODEL)).isEqualTo(ModelState.ACTIVE);
        assertThat(here.begin(OTHER)).isEqualTo(ModelState.BUILDING);
        assertThat(here.begin(OTHER)).isEqualTo(ModelState.BUILDING);
        assertThat(here.embeddings().active(here.scope())).contains(MODEL);
    }

    @Test
    default void whatIsInUseShouldBeToldWithWhatWaitsForIt() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        EmbeddingStage there = here.neighbour();
        there.use(MODEL);
        here.embeddings().register(here.scope(), THIRD, here.now());
        here.use(MODEL);
        here.use(OTHER);
        here.write("one", "tea");

        assertThat(here.embeddings().inUse(here.scope()))
                .containsExactly(
                        new ModelProgress(MODEL, ModelState.ACTIVE, false, 1, 0),
                        new ModelProgress(OTHER, ModelState.BUILDING, false, 1, 0));
        assertThat(there.embeddings().inUse(there.scope()))
                .containsExactly(new ModelProgress(MODEL, ModelState.ACTIVE, false, 0, 0));
        assertThat(here.embeddings().models(here.scope()))
                .filteredOn(status -> status.state() != ModelState.STORED)
                .extracting(ModelStatus::progress)
                .isEqualTo(here.embeddings().inUse(here.scope()));
    }

    @Test
    default void onlyOneModelShouldBeBuildingAtATime() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.write("key", "tea");
        here.use(MODEL);
        here.use(OTHER);

        assertThat(here.begin(THIRD)).isEqualTo(ModelState.BUILDING);
        assertThat(here.status(OTHER).state()).isEqualTo(ModelState.STORED);
        assertThat(here.status(OTHER).pending()).isZero();
        assertThat(here.status(MODEL).state()).isEqualTo(ModelState.ACTIVE);
    }

    @Test
    default void theNextModelShouldTakeOverOnlyWhenItIsComplete() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.write("one", "tea");
        here.use(MODEL);
        here.begin(OTHER);
        assertThat(here.embeddings().cutOver(here.scope(), false)).isFalse();
        here.enqueueAll(OTHER);
        assertThat(here.status(OTHER).pending()).isEqualTo(1);
        assertThat(here.embeddings().cutOver(here.scope(), false)).isFalse();
        here.embedAll(OTHER);

        assertThat(here.embeddings().cutOver(here.scope(), false)).isTrue();
        assertThat(here.embeddings().active(here.scope())).contains(OTHER);
        assertThat(here.status(MODEL).state()).isEqualTo(ModelState.STORED);
        assertThat(here.embeddings().cutOver(here.scope(), false)).isFalse();
    }

    @Test
    default void theOperatorMayCutOverBeforeAllIsDone() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.write("one", "tea");
        here.use(MODEL);
        here.use(OTHER);

        assertThat(here.embeddings().cutOver(here.scope(), true)).isTrue();
        assertThat(here.embeddings().active(here.scope())).contains(OTHER);
        assertThat(here.status(OTHER).pending()).isEqualTo(1);
        assertThat(here.status(MODEL).pending()).isZero();
    }

    @Test
    default void theVectorsOfTheModelBeforeShouldStayAndServeItsReturn() {
        EmbeddingStage here = EmbeddingStage.on(storage());
        here.write("one", "tea");
        here.use(MODEL);
        here.embedAll(MODEL);
        here.use(OTHER);
        here.embedAll(OTHER);
        here.embeddings().cutOver(here.scope(), false);
        here.write("two", "milk");

        here.use(MODEL);

        assertThat(here.has(MODEL, "tea")).isTrue();
        assertThat(here.waiting(MODEL)).containsExactly("milk");
    }
}
