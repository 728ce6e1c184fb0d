package dev.holdfast.postgres.operations;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The texts of the program's statements, taken apart. */
final class Statements {
    private Statements() {}

    /** Each begins with the settings of its transaction, up to the first semicolon; there is none inside of them. */
    static int endOfSettings(String text) {
        return text.indexOf(';') + 1;
    }

    /** What comes after the settings, as the server sees it: with {@code $1} and so on. */
    static NativeQuery withoutSettings(String text) throws SQLException {
        // The driver's own reading of it: it knows which question marks are none.
        List<NativeQuery> parsed =
                Parser.parseJdbcSql(text.substring(endOfSettings(text)), true, true, false, false, false);
        return parsed.getFirst();
    }
}
