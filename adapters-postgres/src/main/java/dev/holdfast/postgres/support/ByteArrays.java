package dev.holdfast.postgres.support;

import java.util.List;

/** A list as a {@code bytea[]} parameter. */
public final class ByteArrays extends Parameter<List<byte[]>> {
    public ByteArrays() {
        super(
                "_bytea",
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("bytea", list.toArray(byte[][]::new))));
    }
}
