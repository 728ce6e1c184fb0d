package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.postgres.embedding.Sketch;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SieveTest {
    private static final int WIDTH = 10;
    private static final int VECTORS = 2_000;

    /** How far apart the vectors are, and how long the longest is: models differ in both. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.2, 1", "0.01, 1", "1, 1000000", "1, 0.000001", "0, 1"})
    void theNearestShouldBeAmongTheCandidates(float spread, float size) {
        for (Metric metric : Metric.values()) {
            for (int dimension : List.of(1, 7, 384, 1_500)) {
                Random random = new Random(dimension);
                float[] middle = vector(random, dimension, 1, size, new float[dimension]);
                float[] question = vector(random, dimension, spread, size, middle);
                List<float[]> vectors = IntStream.range(0, VECTORS)
                        .mapToObj(i -> vector(random, dimension, spread, size * (1 + i % 3), middle))
                        .toList();
                Sieve sieve = new Sieve(WIDTH, metric, question);

                sieve.show(sketched(vectors, 0, 700));
                sieve.show(sketched(vectors, 700, VECTORS));

                Set<Integer> kept = sieve.candidates().stream()
                        .map(each -> number(each.hash()))
                        .collect(Collectors.toSet());
                assertThat(kept)
                        .as("%s of %d dimensions", metric, dimension)
                        .containsAll(IntStream.range(0, VECTORS)
                                .boxed()
                                .sorted(Comparator.comparingDouble(i -> -nearness(metric, question, vectors.get(i))))
                                .limit(WIDTH)
                                .toList());
            }
        }
    }

    @Test
    void whatCannotBeNearestShouldFallThrough() {
        Random random = new Random(1);
        float[] question = vector(random, 384, 1, 1, new float[384]);
        List<float[]> vectors = IntStream.range(0, VECTORS)
                .mapToObj(i -> vector(random, 384, 1, 1, new float[384]))
                .toList();
        Sieve sieve = new Sieve(WIDTH, Metric.COSINE, question);

        sieve.show(sketched(vectors, 0, VECTORS));

        assertThat(sieve.candidates()).hasSizeBetween(WIDTH, 5 * WIDTH);
        assertThat(sieve.keepsAll()).isFalse();
        assertThat(sieve.candidates().getFirst().most()).isGreaterThan(sieve.bar());
    }

    @Test
    void fewerThanAreWantedShouldAllBeKept() {
        Sieve sieve = new Sieve(WIDTH, Metric.L2, new float[] {1, 0});

        sieve.show(sketched(List.of(new float[] {1, 0}, new float[] {-1_000, 5}), 0, 2));

        assertThat(sieve.candidates()).hasSize(2);
        assertThat(sieve.keepsAll()).isTrue();
    }

    private static float[] vector(Random random, int dimension, float spread, float size, float[] middle) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = middle[i] + (float) random.nextGaussian() * spread * size;
        }
        return vector;
    }

    /** With the place of each in place of a hash. */
    private static List<Sketched> sketched(List<float[]> vectors, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Sketched(Sketch.of(new Embedding(
                        ContentHash.of(
                                ByteBuffer.allocate(ContentHash.BYTES).putInt(i).array()),
                        Vector.of(vectors.get(i))))))
                .toList();
    }

    private static int number(byte[] hash) {
        return ByteBuffer.wrap(hash).getInt();
    }

    private static double nearness(Metric metric, float[] question, float[] vector) {
        Vector one = Vector.of(question);
        Vector other = Vector.of(vector);
        return switch (metric) {
            case COSINE -> one.cosine(other);
            case INNER_PRODUCT -> one.dot(other);
            case L2 -> -one.distance(other);
        };
    }
}
