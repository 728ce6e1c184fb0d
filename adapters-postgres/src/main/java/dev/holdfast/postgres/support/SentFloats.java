package dev.holdfast.postgres.support;

/**
 * A {@code real[]} as PostgreSQL sends it in binary ({@code array_send}): number of dimensions, flags, type of the elements, then length
 * and lower bound of each dimension, then each element after its length in bytes; all of them big-endian and of four bytes.
 */
final class SentFloats {
    private static final int LENGTH = 12;
    private static final int ELEMENTS = 20;
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
        float[] elements = new float[BigEndian.whole(sent, LENGTH)];
        if (sent.length != ELEMENTS + elements.length * ELEMENT) {
            throw new IllegalArgumentException("an array of numbers has gaps, or more than one dimension");
        }
        for (int i = 0; i < elements.length; i++) {
            elements[i] = BigEndian.decimal(sent, ELEMENTS + i * ELEMENT + Integer.BYTES);
        }
        return elements;
    }
}
