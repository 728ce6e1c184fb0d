package dev.holdfast.domain.embedding;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An immutable vector: 1 to {@value #MAX_DIMENSION} finite numbers that are not all zero. */
public final class Vector {
    /** What an index of half precision can hold. */
    public static final int MAX_DIMENSION = 4000;

    private final float[] values;

    private Vector(float[] values) {
        this.values = values;
    }

    /** @throws InvalidInput when {@code values} are none, too many, not finite, or all zero */
    public static Vector of(float... values) {
        check("", values).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
        return new Vector(values.clone());
    }

    /** What is wrong with {@code values} as a vector. */
    public static Optional<Violation> check(String pointer, float[] values) {
        if (values.length == 0 || values.length > MAX_DIMENSION) {
            return Optional.of(
                    new Violation(pointer, "out_of_range", "a vector has 1 to " + MAX_DIMENSION + " numbers"));
        }
        boolean zero = true;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of(new Violation(pointer, "not_finite", "a vector has finite numbers"));
            }
            zero &= value == 0;
        }
        return zero
                ? Optional.of(new Violation(pointer, "all_zero", "a vector must not be all zero"))
                : Optional.empty();
    }

    public int dimension() {
        return values.length;
    }

    /** A copy. */
    public float[] toArray() {
        return values.clone();
    }

    /** The inner product. Both have the same dimension. */
    public double dot(Vector other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /** The cosine of the angle between the two, -1 to 1. */
    public double cosine(Vector other) {
        return Math.clamp(dot(other) / (length() * other.length()), -1.0, 1.0);
    }

    /** The Euclidean distance. */
    public double distance(Vector other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = (double) values[i] - other.values[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Vector(" + values.length + ")";
    }
}
