package dev.holdfast.postgres.support;

import java.util.Locale;

/** An enum as the lower-case name of its constant. */
public final class LowerCaseEnum extends Parameter<Enum<?>> {
    public LowerCaseEnum() {
        super("varchar", (statement, i, value) -> statement.setString(i, of(value)));
    }

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
