package dev.holdfast.postgres.support;

import java.sql.Array;
import java.util.List;

/** A {@code text[]} column as a list. */
public final class TextArray extends ColumnType<List<String>> {
    public TextArray() {
        super(
                "_text",
                (rows, column) -> {
                    Array array = rows.getArray(column);
                    return array == null ? null : List.of((String[]) array.getArray());
                },
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("text", list.toArray(String[]::new))));
    }
}
