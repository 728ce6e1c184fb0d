package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import java.nio.ByteBuffer;

/**
 * A vector in a byte per number, which is a quarter of its size, and how far off that is at most. For vectors {@code q} and {@code x}
 * and the sketch {@code y} of {@code x}, the inner products differ by {@code |q·x - q·y| <= |q| |x - y|} (Cauchy-Schwarz), so the sketch
 * tells which vectors cannot be among the nearest, and those that can are then compared exactly.
 *
 * <p>Layout, big-endian: the length of the vector, the length of the error, the scale (4 bytes each), then a signed byte per number (a
 * number is about the byte times the scale), then the hash of the text: so tens of thousands come as one column
 * each.
 */
public final class Sketch {
    public static final int HEAD = 12;

    public static final int TAIL = ContentHash.BYTES;

    /** No number of a sketch is larger. */
    public static final int LARGEST = 127;

    /** For what is lost when lengths are rounded to a float. */
    private static final double ROUNDING = 1e-6;

    private Sketch() {}

    public static byte[] of(Embedding embedding) {
        float[] values = embedding.vector().toArray();
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = Math.max(largest / LARGEST, Float.MIN_NORMAL);
        ByteBuffer sketch = ByteBuffer.allocate(HEAD + values.length + TAIL);
        double error = 0;
        sketch.position(HEAD);
        for (float value : values) {
            int step = Math.clamp(Math.round((double) value / scale), -LARGEST, LARGEST);
            double off = value - (double) step * scale;
            error += off * off;
            sketch.put((byte) step);
        }
        sketch.put(embedding.hash().bytes());
        double length = embedding.vector().length();
        sketch.putFloat(0, (float) length);
        sketch.putFloat(4, (float) (Math.sqrt(error) * (1 + ROUNDING) + length * ROUNDING));
        sketch.putFloat(8, scale);
        return sketch.array();
    }
}
