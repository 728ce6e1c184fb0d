package dev.holdfast.postgres.support;

import java.util.List;

/** A list as a {@code text[]} parameter. */
public final class TextArray extends Parameter<List<String>> {
    public TextArray() {
        super(
                "_text",
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("text", list.toArray(String[]::new))));
    }
}
