package dev.holdfast.postgres.recall;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.postgres.embedding.Sketch;
import dev.holdfast.postgres.support.Row;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sketches as they come from the database: hash and sketch, one after the other, in one value, because a row for each would take longer
 * than to compare them.
 *
 * @param more whether these are not all
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whoever asked for them
record Sketches(boolean more, byte[] packed) {
    /** How near a text can be at least and at most. */
    @SuppressWarnings("ArrayRecordComponent") // goes back to the database as it came
    record Bound(byte[] hash, double least, double most) {}

    static Sketches read(Row row) throws SQLException {
        return new Sketches(row.truth(), row.bytes());
    }

    /** The bounds of each, in no order. */
    List<Bound> bounds(float[] question, Metric metric) {
        int size = ContentHash.BYTES + Sketch.size(question.length);
        double length = length(question);
        ByteBuffer heads = ByteBuffer.wrap(packed);
        List<Bound> bounds = new ArrayList<>(packed.length / size);
        for (int at = 0; at + size <= packed.length; at += size) {
            int sketch = at + ContentHash.BYTES;
            double its = heads.getFloat(sketch);
            double error = heads.getFloat(sketch + 4) * length;
            double product = heads.getFloat(sketch + 8) * (double) product(question, sketch + Sketch.HEAD);
            bounds.add(new Bound(
                    Arrays.copyOfRange(packed, at, sketch),
                    nearness(metric, product - error, length, its),
                    nearness(metric, product + error, length, its)));
        }
        return bounds;
    }

    /** Four sums, so that the processor need not wait for one after the other. */
    private float product(float[] question, int at) {
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = 0;
        for (; i + 3 < question.length; i += 4) {
            one += question[i] * packed[at + i];
            two += question[i + 1] * packed[at + i + 1];
            three += question[i + 2] * packed[at + i + 2];
            four += question[i + 3] * packed[at + i + 3];
        }
        for (; i < question.length; i++) {
            one += question[i] * packed[at + i];
        }
        return one + two + three + four;
    }

    /** Each metric grows with the inner product, so the bounds of the one are those of the other. */
    private static double nearness(Metric metric, double product, double length, double its) {
        double nearness = switch (metric) {
            case COSINE -> product / (length * its);
            case INNER_PRODUCT -> product;
            case L2 -> -Math.sqrt(Math.max(0, length * length + its * its - 2 * product));
        };
        // What cannot be counted bounds nothing.
        return Double.isNaN(nearness) ? Double.POSITIVE_INFINITY : nearness;
    }

    private static double length(float[] question) {
        double squares = 0;
        for (float number : question) {
            squares += (double) number * number;
        }
        return Math.sqrt(squares);
    }
}
