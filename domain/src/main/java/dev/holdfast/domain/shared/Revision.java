package dev.holdfast.domain.shared;

/** The version of a mutable row: 1 when it is created, one more at every change. It is the row's ETag. */
public record Revision(long value) implements Comparable<Revision> {
    public static final Revision FIRST = new Revision(1);

    public Revision {
        if (value < 1) {
            throw InvalidInput.of("/version", "out_of_range", "a version is 1 or more");
        }
    }

    public Revision next() {
        return new Revision(value + 1);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
