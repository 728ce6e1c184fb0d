package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.Metric;
import dev.holdfast.postgres.embedding.Sketch;
import dev.holdfast.postgres.support.BigEndian;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps of many sketches those whose texts can be among the {@code width} nearest, however many it is shown. A sketch bounds how near
 * its text is; whoever may be nearer than {@code width} others certainly are is kept.
 *
 * <p>The question is rounded too, to whole numbers, because then the processor multiplies many at once.
 */
final class Sieve {
    /** A text that can be among the nearest. */
    @SuppressWarnings("ArrayRecordComponent") // goes back to the database as it came
    record Candidate(byte[] hash, double most) {
        static final Comparator<Candidate> BEST_FIRST =
                Comparator.comparingDouble(Candidate::most).reversed();
    }

    private final int width;
    private final Metric metric;
    private final int[] question;
    private final double step;
    private final double length;
    private final double rounding;
    private final PriorityQueue<Double> least = new PriorityQueue<>();
    private final List<Candidate> kept = new ArrayList<>();
    private long shown;

    Sieve(int width, Metric metric, float[] question) {
        this.width = width;
        this.metric = metric;
        this.question = new int[question.length];
        double squares = 0;
        double largest = 0;
        for (float number : question) {
            squares += (double) number * number;
            largest = Math.max(largest, Math.abs(number));
        }
        // As fine as it can be while no sum of products overflows.
        this.step = Math.max(largest * Sketch.LARGEST * question.length / Integer.MAX_VALUE, Double.MIN_NORMAL);
        this.length = Math.sqrt(squares);
        double error = 0;
        for (int i = 0; i < question.length; i++) {
            this.question[i] = (int) (question[i] / step);
            double off = question[i] - this.question[i] * step;
            error += off * off;
        }
        this.rounding = Math.sqrt(error);
    }

    void show(List<Sketched> sketches) {
        for (Sketched each : sketches) {
            show(each);
        }
        prune();
    }

    /**
     * The product is that of the rounded question with the sketch. It is off by what the sketch is off by, times the question's length;
     * and by what the question is off by, times the sketch's length.
     */
    private void show(Sketched text) {
        shown++;
        byte[] sketch = text.bytes();
        double its = BigEndian.decimal(sketch, 0);
        double off = BigEndian.decimal(sketch, 4);
        double product = BigEndian.decimal(sketch, 8) * step * product(sketch);
        double error = off * length + (its + off) * rounding;
        double lower = nearness(product - error, its);
        double upper = nearness(product + error, its);
        // What cannot be counted bounds nothing.
        if (Double.isNaN(upper) || upper >= bar()) {
            kept.add(new Candidate(text.hash(), Double.isNaN(upper) ? Double.POSITIVE_INFINITY : upper));
        }
        if (least.size() < width) {
            if (!Double.isNaN(lower)) {
                least.add(lower);
            }
        } else if (lower > least.element()) {
            least.remove();
            least.add(lower);
        }
    }

    /** In four sums, because each would wait for the one before. */
    private int product(byte[] sketch) {
        int first = 0;
        int second = 0;
        int third = 0;
        int fourth = 0;
        int end = question.length - question.length % 4;
        for (int i = 0; i < end; i += 4) {
            first += question[i] * sketch[Sketch.HEAD + i];
            second += question[i + 1] * sketch[Sketch.HEAD + i + 1];
            third += question[i + 2] * sketch[Sketch.HEAD + i + 2];
            fourth += question[i + 3] * sketch[Sketch.HEAD + i + 3];
        }
        for (int i = end; i < question.length; i++) {
            first += question[i] * sketch[Sketch.HEAD + i];
        }
        return first + second + third + fourth;
    }

    /** Each metric grows with the inner product, so the bounds of the one are those of the other. */
    private double nearness(double product, double its) {
        return switch (metric) {
            case COSINE -> product / (length * its);
            case INNER_PRODUCT -> product;
            case L2 -> -Math.sqrt(Math.max(0, length * length + its * its - 2 * product));
        };
    }

    private void prune() {
        double bar = bar();
        kept.removeIf(candidate -> candidate.most() < bar);
    }

    /** Whatever is not kept is less near than this. */
    double bar() {
        return least.size() < width ? Double.NEGATIVE_INFINITY : least.element();
    }

    /** What is kept, what can be nearest first. */
    List<Candidate> candidates() {
        kept.sort(Candidate.BEST_FIRST);
        return List.copyOf(kept);
    }

    /** Whether all that was shown is kept. */
    boolean keepsAll() {
        return kept.size() == shown;
    }
}
