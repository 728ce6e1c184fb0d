package dev.holdfast.bench.micro;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with each text or vector: counting tokens, hashing, comparing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Texts {
    private static final int DIMENSION = 384;
    private static final int VECTORS = 1_000;

    private final Vector question = vector(0);
    private final List<Vector> vectors = vectors();

    @Benchmark
    public int tokenCount() {
        return Tokens.estimate(Samples.TEXT);
    }

    @Benchmark
    public ContentHash contentHash() {
        return ContentHash.of(Samples.TEXT);
    }

    /** Of one question to a thousand vectors of 384 numbers. */
    @Benchmark
    public double exactScanOf1000() {
        double best = -1;
        for (Vector each : vectors) {
            best = Math.max(best, question.cosine(each));
        }
        return best;
    }

    private static List<Vector> vectors() {
        List<Vector> all = new ArrayList<>(VECTORS);
        for (int i = 1; i <= VECTORS; i++) {
            all.add(vector(i));
        }
        return all;
    }

    private static Vector vector(int seed) {
        Random random = new Random(seed);
        float[] numbers = new float[DIMENSION];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Vector.of(numbers);
    }
}
