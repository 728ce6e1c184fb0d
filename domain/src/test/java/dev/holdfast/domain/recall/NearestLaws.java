package dev.holdfast.domain.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Written;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The nearest are the nearest, exactly as many as are wanted, under any filter. */
public interface NearestLaws {
    EmbeddingModel MODEL = new EmbeddingModel("near/1", 24);

    /** More than any store would look through without a thought. */
    int MANY = 2_600;

    RepositoriesUnderTest storage();

    PassageIndex index();

    /** A memory and the vector of its text. */
    record Placed(PassageId id, int number, Vector vector) {}

    @ParameterizedTest
    @EnumSource(Metric.class)
    default void theNearestOfManyShouldBeThoseThatComparingAllFinds(Metric metric) {
        MemoryStage here = MemoryStage.on(storage());
        List<Placed> all = place(here, MANY, 7);

        for (int seed = 0; seed < 5; seed++) {
            VectorQuery query = query(seed, metric);
            shouldBe(nearest(here, query, Condition.ALWAYS, 20), expected(all, query, 20), query.metric());
        }
    }

    @Test
    default void exactlyAsManyShouldComeAsPassTheFilterAndAreWanted() {
        MemoryStage here = MemoryStage.on(storage());
        List<Placed> all = place(here, MANY, 8);
        VectorQuery query = query(99, Metric.COSINE);

        for (int passing : List.of(2_400, 260, 26, 3, 1, 0)) {
            Condition where = new Condition.Ordered(
                    new Condition.Field.Metadata(List.of("number")),
                    Condition.Order.LESS,
                    new Condition.Value.Decimal(BigDecimal.valueOf(passing)));
            List<Placed> some =
                    all.stream().filter(each -> each.number() < passing).toList();
            shouldBe(nearest(here, query, where, 30), expected(some, query, 30), query.metric());
        }
    }

    @Test
    default void whatHasNoVectorOfTheModelShouldNotBeNear() {
        MemoryStage here = MemoryStage.on(storage());
        List<Placed> all = place(here, 5, 9);
        here.upsert(aMemory().withKey("other").withContent("no vector"));
        VectorQuery other =
                new VectorQuery("near/2", query(1, Metric.COSINE).vector(), Metric.COSINE, OptionalInt.empty());

        assertThat(nearest(here, query(1, Metric.COSINE), Condition.ALWAYS, 50)).hasSameSizeAs(all);
        assertThat(nearest(here, other, Condition.ALWAYS, 50)).isEmpty();
    }

    @Test
    default void memoriesOfOneTextShouldEachBeFoundInTheOrderOfTheirIds() {
        MemoryStage here = MemoryStage.on(storage());
        place(here, 3, 10);
        List<PassageId> same = IntStream.range(0, 3)
                .mapToObj(i -> idOf(here.upsert(aMemory().withKey("same " + i).withContent("text 1"))))
                .toList();

        List<VectorMatch> found = nearest(
                here,
                new VectorQuery(MODEL.name(), vector(10, 1), Metric.COSINE, OptionalInt.empty()),
                Condition.ALWAYS,
                4);

        assertThat(found.subList(1, 4)).extracting(VectorMatch::id).isEqualTo(same);
        assertThat(found).allSatisfy(match -> assertThat(match.nearness()).isCloseTo(1, within(1e-6)));
    }

    @Test
    default void onlyWhatIsLiveShouldBeNear() {
        MemoryStage here = MemoryStage.on(storage());
        place(here, 4, 11);
        here.delete(memory(0));
        here.upsert(memory(1).expiringAt(here.now().plusMillis(1)));
        here.tenant().tick();

        assertThat(nearest(here, query(1, Metric.COSINE), Condition.ALWAYS, 10)).hasSize(2);
    }

    @Test
    default void thePastShouldBeNearAsItWasRecorded() {
        MemoryStage here = MemoryStage.on(storage());
        List<Placed> all = place(here, 4, 12);
        Instant then = here.now();
        here.upsert(memory(2).withContent("something else"));
        PassageFilter past = new PassageFilter(List.of(), Condition.ALWAYS, Optional.of(then), here.now());
        VectorQuery query = query(3, Metric.COSINE);

        shouldBe(index().nearest(here.tenant().scope(), query, past, 10), expected(all, query, 10), query.metric());
        assertThat(nearest(here, query, Condition.ALWAYS, 10)).hasSize(3);
    }

    @Test
    default void asManyAsAreWantedShouldComeThoughAnotherTenantHasAllThatIsNearer() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        List<Placed> own = place(here, MANY, 15);
        Vector question = vector(16, 0);
        storage().embeddings().register(there.tenant().scope(), MODEL, there.now());
        for (int from = 0; from < 3_000; from += 1_000) {
            storage()
                    .embeddings()
                    .store(
                            there.tenant().scope(),
                            MODEL,
                            IntStream.range(from, from + 1_000)
                                    .mapToObj(i -> new Embedding(ContentHash.of("text " + i), beside(question, i)))
                                    .toList(),
                            false,
                            there.now());
        }
        VectorQuery query = new VectorQuery(MODEL.name(), question, Metric.COSINE, OptionalInt.empty());

        shouldBe(nearest(here, query, Condition.ALWAYS, 40), expected(own, query, 40), query.metric());
    }

    /** Nearer to it than any other vector will be by chance. */
    private static Vector beside(Vector vector, int number) {
        float[] numbers = vector.toArray();
        numbers[number % numbers.length] *= 1 + 1e-5f * number;
        return Vector.of(numbers);
    }

    @Test
    default void theBestMatchOfAnotherTenantShouldNeverBeNear() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        place(there, 30, 13);
        List<Placed> own = place(here, 3, 14);

        assertThat(nearest(
                        here,
                        new VectorQuery(MODEL.name(), vector(13, 5), Metric.COSINE, OptionalInt.empty()),
                        Condition.ALWAYS,
                        10))
                .extracting(VectorMatch::id)
                .containsExactlyInAnyOrderElementsOf(
                        own.stream().map(Placed::id).toList());
    }

    default List<VectorMatch> nearest(MemoryStage here, VectorQuery query, Condition where, int most) {
        return index().nearest(
                        here.tenant().scope(),
                        query,
                        new PassageFilter(List.of(), where, Optional.empty(), here.now()),
                        most);
    }

    /** An approximate store may miss one; what it finds is as near as it says. */
    default void shouldBe(List<VectorMatch> found, List<VectorMatch> expected, Metric metric) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).nearness())
                    .as("%s %s of %s", metric, i, found.size())
                    .isCloseTo(expected.get(i).nearness(), within(1e-4));
        }
    }

    static List<VectorMatch> expected(List<Placed> all, VectorQuery query, int most) {
        return all.stream()
                .map(each -> new VectorMatch(each.id(), nearness(query, each.vector())))
                .sorted(Comparator.comparingDouble(VectorMatch::nearness).reversed())
                .limit(most)
                .toList();
    }

    private static double nearness(VectorQuery query, Vector vector) {
        return switch (query.metric()) {
            case COSINE -> query.vector().cosine(vector);
            case INNER_PRODUCT -> query.vector().dot(vector);
            case L2 -> -query.vector().distance(vector);
        };
    }

    private List<Placed> place(MemoryStage here, int count, int seed) {
        List<Placed> placed = place(storage(), here, count, seed);
        placed();
        return placed;
    }

    /** Writes so many memories with a number each, and their vectors. */
    static List<Placed> place(RepositoriesUnderTest storage, MemoryStage here, int count, int seed) {
        storage.embeddings().register(here.tenant().scope(), MODEL, here.now());
        List<Placed> placed = new ArrayList<>();
        for (int from = 0; from < count; from += 500) {
            int to = Math.min(count, from + 500);
            List<Written<Memory>> written = here.upsertAll(
                    IntStream.range(from, to).mapToObj(NearestLaws::memory).toArray(Memories[]::new));
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = from; i < to; i++) {
                placed.add(new Placed(idOf(written.get(i - from)), i, vector(seed, i)));
                embeddings.add(new Embedding(ContentHash.of("text " + i), vector(seed, i)));
            }
            storage.embeddings().store(here.tenant().scope(), MODEL, embeddings, false, here.now());
        }
        return placed;
    }

    /** What a store does by itself some time after many writes. */
    default void placed() {}

    private static Memories memory(int number) {
        return aMemory()
                .withKey("key " + number)
                .withContent("text " + number)
                .withMetadata(JsonDocument.of(Map.of("number", number)));
    }

    private static PassageId idOf(Written<Memory> written) {
        return new PassageId(PassageKind.MEMORY, written.value().id().value());
    }

    static VectorQuery query(int seed, Metric metric) {
        return new VectorQuery(MODEL.name(), vector(1_000 + seed, 0), metric, OptionalInt.empty());
    }

    /** Of any length, so that the metrics disagree. */
    static Vector vector(int seed, int number) {
        Random random = new Random(seed * 1_000_003L + number);
        float[] numbers = new float[MODEL.dimension()];
        float length = 0.2f + random.nextFloat() * 3;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian() * length;
        }
        return Vector.of(numbers);
    }
}
