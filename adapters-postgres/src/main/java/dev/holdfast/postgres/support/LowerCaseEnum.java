package dev.holdfast.postgres.support;

import java.util.Locale;

/** An enum as the lower-case name of its constant. MyBatis makes one for each type that names this handler. */
public final class LowerCaseEnum<E extends Enum<E>> extends ColumnType<E> {
    public LowerCaseEnum(Class<E> type) {
        super(
                "text",
                (rows, column) -> {
                    String name = rows.getString(column);
                    return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
                },
                (statement, i, value) -> statement.setString(i, of(value)));
    }

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
