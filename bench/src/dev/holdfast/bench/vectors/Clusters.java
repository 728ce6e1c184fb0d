package dev.holdfast.bench.vectors;

import java.util.Random;

/**
 * Vectors as models make them, more or less: not spread evenly, but near topics. A topic is a random direction; a text's vector is its
 * topic's and as long a random one added (an angle of about 45 degrees between the two), brought to length 1.
 */
public final class Clusters {
    private final int dimension;
    private final float[][] topics;

    public Clusters(int dimension, int topics, long seed) {
        this.dimension = dimension;
        this.topics = new float[topics][];
        for (int i = 0; i < topics; i++) {
            this.topics[i] = direction(new Random(seed * 1_000_003 + i));
        }
    }

    /** Always the same for a number. */
    public float[] vector(long number) {
        Random random = new Random(number * 7_919 + 17);
        float[] topic = topics[random.nextInt(topics.length)];
        float[] own = direction(random);
        for (int i = 0; i < dimension; i++) {
            own[i] += topic[i];
        }
        return normal(own);
    }

    private float[] direction(Random random) {
        float[] numbers = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return normal(numbers);
    }

    private static float[] normal(float[] numbers) {
        double length = Math.sqrt(dot(numbers, numbers));
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] /= (float) length;
        }
        return numbers;
    }

    static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
