package dev.holdfast.postgres.support;

import java.util.List;

/** A list as a {@code double precision[]} parameter. */
public final class DoubleArray extends Parameter<List<Double>> {
    public DoubleArray() {
        super(
                "_float8",
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("float8", list.toArray(Double[]::new))));
    }
}
