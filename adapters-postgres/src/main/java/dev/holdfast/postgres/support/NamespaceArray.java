package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.Namespace;
import java.sql.Array;
import java.util.List;
import java.util.stream.Stream;

/** A {@code text[]} column of namespaces as a list. */
public final class NamespaceArray extends ColumnType<List<Namespace>> {
    public NamespaceArray() {
        super(
                "_text",
                (rows, column) -> {
                    Array array = rows.getArray(column);
                    return array == null
                            ? null
                            : Stream.of((String[]) array.getArray())
                                    .map(Namespace::new)
                                    .toList();
                },
                (statement, i, list) -> statement.setArray(
                        i,
                        statement
                                .getConnection()
                                .createArrayOf(
                                        "text",
                                        list.stream().map(Namespace::value).toArray(String[]::new))));
    }
}
