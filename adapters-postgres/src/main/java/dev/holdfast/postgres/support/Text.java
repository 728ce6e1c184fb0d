package dev.holdfast.postgres.support;

import java.sql.PreparedStatement;

/** A text parameter that may be absent. */
public final class Text extends Parameter<String> {
    public Text() {
        super("varchar", PreparedStatement::setString);
    }
}
