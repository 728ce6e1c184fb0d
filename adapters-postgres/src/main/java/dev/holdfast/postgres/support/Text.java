package dev.holdfast.postgres.support;

/** A text parameter that may be absent. */
public final class Text extends ColumnType<String> {
    public Text() {
        super(
                "varchar",
                (rows, column) -> rows.getString(column),
                (statement, i, text) -> statement.setString(i, text));
    }
}
