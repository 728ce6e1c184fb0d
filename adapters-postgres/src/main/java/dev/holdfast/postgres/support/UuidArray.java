package dev.holdfast.postgres.support;

import java.sql.Array;
import java.util.List;
import java.util.UUID;

/** A {@code uuid[]} column as a list. */
public final class UuidArray extends ColumnType<List<UUID>> {
    public UuidArray() {
        super(
                "_uuid",
                (rows, column) -> {
                    Array array = rows.getArray(column);
                    return array == null ? null : List.of((UUID[]) array.getArray());
                },
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("uuid", list.toArray(UUID[]::new))));
    }
}
