package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects of a schema as a script of SQL: one statement each, ended by a mark that names what it makes. What only an administrator can
 * make stands in comments; {@code db/bootstrap/roles.sql} makes that.
 */
final class SchemaScript {
    /** Made by the bootstrap, and by nobody else. */
    static final Set<String> BOOTSTRAPPED = Set.of("role", "membership", "schema", "extension");

    private static final Pattern END = Pattern.compile("(.*); --@ (\\w+) (.+)");
    private static final String COMMENT = "-- ";

    private SchemaScript() {}

    static SchemaObject object(String kind, String name, String definition) {
        return new SchemaObject(kind, name, partOf(kind, name), definition);
    }

    static String text(List<SchemaObject> objects) {
        StringBuilder text = new StringBuilder();
        for (SchemaObject object : objects) {
            text.append(BOOTSTRAPPED.contains(object.kind()) ? COMMENT : "")
                    .append(object.definition())
                    .append("; --@ ")
                    .append(object.kind())
                    .append(' ')
                    .append(object.name())
                    .append('\n');
        }
        return text.toString();
    }

    /** What {@link #text} wrote. */
    static List<SchemaObject> parse(String text) {
        List<SchemaObject> objects = new ArrayList<>();
        StringJoiner definition = new StringJoiner("\n");
        for (String line : text.split("\n", -1)) {
            Matcher end = END.matcher(line);
            if (end.matches()) {
                String kind = end.group(2);
                definition.add(BOOTSTRAPPED.contains(kind) ? end.group(1).substring(COMMENT.length()) : end.group(1));
                objects.add(object(kind, end.group(3), definition.toString()));
                definition = new StringJoiner("\n");
            } else {
                definition.add(line);
            }
        }
        return objects;
    }

    private static Optional<String> partOf(String kind, String name) {
        return switch (kind) {
            case "column",
                    "constraint",
                    "index",
                    "policy",
                    "trigger",
                    "option",
                    "row_security",
                    "forced_row_security" -> Optional.of("table " + name.replaceFirst("\\..*", ""));
            case "not_null", "default", "storage" -> Optional.of("column " + name);
            case "public_execution" -> Optional.of("function " + name);
            case "owner" -> Optional.of(name);
            case "grant" -> Optional.of(name.replaceFirst(".* on (.*) to .*", "$1"));
            default -> Optional.empty();
        };
    }
}
