package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is near by vector. */
public interface PassageVectorLaws extends PassageIndexContract {
    EmbeddingModel FLAT = new EmbeddingModel("flat", 2);
    EmbeddingModel OTHER = new EmbeddingModel("other", 2);

    RepositoriesUnderTest storage();

    private void embed(PassageStage here, EmbeddingModel model, String text, float... vector) {
        storage().embeddings().register(here.tenant().scope(), model, here.now());
        storage()
                .embeddings()
                .store(
                        here.tenant().scope(),
                        model,
                        List.of(new Embedding(ContentHash.of(text), Vector.of(vector))),
                        false,
                        here.now());
    }

    private PassageId write(PassageStage here, String name, float... vector) {
        embed(here, FLAT, "text of " + name, vector);
        return here.write(name, "text of " + name);
    }

    private static List<VectorMatch> nearest(
            PassageStage here, Metric metric, PassageFilter filter, int most, float... vector) {
        return here.index()
                .nearest(
                        here.tenant().scope(),
                        new VectorQuery(FLAT.name(), Vector.of(vector), metric, OptionalInt.empty()),
                        filter,
                        most);
    }

    private static List<PassageId> ids(List<VectorMatch> matches) {
        return matches.stream().map(VectorMatch::id).toList();
    }

    @Test
    default void theNearestShouldComeFirstByEachMetric() {
        PassageStage here = stage();
        PassageId east = write(here, "east", 1, 0);
        PassageId far = write(here, "far", 4, 3);
        PassageId north = write(here, "north", 0, 1);
        PassageId west = write(here, "west", -1, 0);

        List<VectorMatch> cosine = nearest(here, Metric.COSINE, here.everything(), 10, 2, 0);
        List<VectorMatch> inner = nearest(here, Metric.INNER_PRODUCT, here.everything(), 10, 2, 0);
        List<VectorMatch> distance = nearest(here, Metric.L2, here.everything(), 10, 2, 0);

        assertThat(ids(cosine)).containsExactly(east, far, north, west);
        assertThat(cosine).extracting(VectorMatch::nearness).satisfies(figures -> {
            assertThat(figures.get(0)).isCloseTo(1, within(1e-6));
            assertThat(figures.get(1)).isCloseTo(0.8, within(1e-6));
            assertThat(figures.get(3)).isCloseTo(-1, within(1e-6));
        });
        assertThat(ids(inner)).containsExactly(far, east, north, west);
        assertThat(inner.getFirst().nearness()).isCloseTo(8, within(1e-6));
        assertThat(ids(distance)).containsExactly(east, north, west, far);
        assertThat(distance.getFirst().nearness()).isCloseTo(-1, within(1e-6));
    }

    @Test
    default void equallyNearOnesShouldComeInTheOrderOfIdsAndNoMoreThanAskedFor() {
        PassageStage here = stage();
        List<PassageId> same =
                IntStream.range(0, 5).mapToObj(i -> write(here, "n-" + i, 1, 1)).toList();

        assertThat(ids(nearest(here, Metric.COSINE, here.everything(), 3, 1, 1)))
                .isEqualTo(same.subList(0, 3));
    }

    @Test
    default void onlyVectorsOfTheModelShouldBeCompared() {
        PassageStage here = stage();
        PassageId flat = write(here, "flat", 1, 0);
        embed(here, OTHER, "text of other", 1, 0);
        here.write("other", "text of other");
        here.write("none", "text of none");

        assertThat(ids(nearest(here, Metric.COSINE, here.everything(), 10, 1, 0)))
                .containsExactly(flat);
    }

    @Test
    default void asManyAsWereAskedForShouldBeAnsweredUnderAnyFilter() {
        PassageStage here = stage();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String name = "n-" + i;
            embed(here, FLAT, "text of " + name, 1, random.nextFloat());
            here.write(PassageDraft.of(name, "text of " + name).with(JsonDocument.of(Map.of("tenth", i % 10 == 0))));
        }
        PassageFilter tenth = here.where(new Condition.Equal(new Metadata(List.of("tenth")), new Value.Truth(true)));
        PassageFilter one = here.where(new Condition.Equal(Condition.Field.Own.NAME, new Value.Text("n-33")));
        PassageFilter none =
                new PassageFilter(List.of(new Namespace("nowhere")), Condition.ALWAYS, Optional.empty(), here.now());

        assertThat(nearest(here, Metric.COSINE, tenth, 5, 1, 0)).hasSize(5);
        assertThat(nearest(here, Metric.COSINE, tenth, 10, 1, 0))
                .hasSize(6)
                .extracting(VectorMatch::nearness)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(nearest(here, Metric.COSINE, one, 10, 1, 0)).hasSize(1);
        assertThat(nearest(here, Metric.COSINE, none, 10, 1, 0)).isEmpty();
    }

    @Test
    default void aPassageThatSaysSomethingElseNowShouldBeAsNearAsWhatItSays() {
        PassageStage here = stage();
        PassageDraft draft = PassageDraft.of("one", "first");
        embed(here, FLAT, "first", 1, 0);
        embed(here, FLAT, "second", 0, 1);
        here.write(draft);
        PassageId changed = here.write(draft.saying("second"));

        assertThat(nearest(here, Metric.COSINE, here.everything(), 10, 1, 0))
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.id()).isEqualTo(changed);
                    assertThat(match.nearness()).isCloseTo(0, within(1e-6));
                });
        here.remove(draft);
        assertThat(nearest(here, Metric.COSINE, here.everything(), 10, 1, 0)).isEmpty();
    }

    @Test
    default void theNearestOfAnotherTenantShouldNeverBeFound() {
        PassageStage here = stage();
        PassageStage there = here.neighbour();
        PassageId foreign = write(there, "same", 1, 0);
        here.write("same", "text of same");
        PassageId mine = write(here, "mine", 0, 1);

        assertThat(ids(nearest(here, Metric.COSINE, here.everything(), 10, 1, 0)))
                .as("a vector of another tenant is none, though the text is the same")
                .containsExactly(mine);
        assertThat(ids(nearest(there, Metric.COSINE, there.everything(), 10, 1, 0)))
                .containsExactly(foreign);
    }
}
