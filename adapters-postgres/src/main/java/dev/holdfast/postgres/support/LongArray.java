package dev.holdfast.postgres.support;

import java.sql.Array;
import java.util.List;

/** A {@code bigint[]} column as a list. */
public final class LongArray extends ColumnType<List<Long>> {
    public LongArray() {
        super(
                "_int8",
                (rows, column) -> {
                    Array array = rows.getArray(column);
                    return array == null ? null : List.of((Long[]) array.getArray());
                },
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("bigint", list.toArray(Long[]::new))));
    }
}
