package dev.holdfast.postgres.support;

import java.util.List;

/** A list as a {@code bigint[]} parameter. */
public final class LongArray extends Parameter<List<Long>> {
    public LongArray() {
        super(
                "_int8",
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("bigint", list.toArray(Long[]::new))));
    }
}
