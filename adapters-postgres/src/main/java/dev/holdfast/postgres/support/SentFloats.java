package dev.holdfast.postgres.support;

import java.util.List;

/**
 * A {@code real[]} as PostgreSQL sends it in binary ({@code array_send}): number of dimensions, flags, type of the elements, then length
 * and lower bound of each dimension, then each element after its length in bytes; all of them big-endian and of four bytes.
 */
final class SentFloats {
    private static final int BOUNDS = 12;
    private static final int BOUND = 8;
    private static final int ELEMENT = 8;

    private SentFloats() {}

    /** Text begins with a brace, or with the bounds in brackets. */
    static boolean isBinary(byte[] sent) {
        return sent[0] == 0;
    }

    /** @param sent of one dimension at most, and without gaps */
    static float[] of(byte[] sent) {
        if (BigEndian.whole(sent, 0) == 0) {
            return new float[0];
        }
        require(BigEndian.whole(sent, 0) == 1);
        float[] elements = new float[BigEndian.whole(sent, BOUNDS)];
        require(sent.length == BOUNDS + BOUND + elements.length * ELEMENT);
        read(sent, BOUNDS + BOUND, elements);
        return elements;
    }

    /** @param sent of two dimensions or empty, and without gaps */
    static List<float[]> rows(byte[] sent) {
        if (BigEndian.whole(sent, 0) == 0) {
            return List.of();
        }
        require(BigEndian.whole(sent, 0) == 2);
        int first = BOUNDS + 2 * BOUND;
        int length = BigEndian.whole(sent, BOUNDS + BOUND);
        float[][] rows = new float[BigEndian.whole(sent, BOUNDS)][length];
        require(sent.length == first + rows.length * length * ELEMENT);
        for (int i = 0; i < rows.length; i++) {
            read(sent, first + i * length * ELEMENT, rows[i]);
        }
        return List.of(rows);
    }

    private static void read(byte[] sent, int from, float[] elements) {
        for (int i = 0; i < elements.length; i++) {
            elements[i] = BigEndian.decimal(sent, from + i * ELEMENT + Integer.BYTES);
        }
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalArgumentException("an array of numbers has gaps, or other dimensions than expected");
        }
    }
}
