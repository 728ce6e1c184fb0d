package dev.holdfast.app.cli;

import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaProblem;
import dev.holdfast.domain.operations.SchemaState;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Versions of the schema, for people and for machines. */
final class SchemaLines {
    static final List<String> HEAD =
            List.of("VERSION", "DESCRIPTION", "STATE", "CHECKSUM", "INSTALLED BY", "INSTALLED AT", "TOOK");

    private SchemaLines() {}

    static List<String> line(Migration migration) {
        return List.of(
                Integer.toString(migration.version()),
                migration.description(),
                state(migration),
                Integer.toString(migration.checksum()),
                of(migration, Installation::by),
                of(migration, SchemaLines::at),
                of(migration, SchemaLines::took));
    }

    static Map<String, Object> fields(Migration migration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", migration.version());
        fields.put("description", migration.description());
        fields.put("state", state(migration));
        fields.put("checksum", migration.checksum());
        migration.installation().ifPresent(installation -> {
            fields.put("installed_by", installation.by());
            fields.put("installed_at", installation.at().toString());
            fields.put("duration_ms", installation.took().toMillis());
        });
        return fields;
    }

    static Map<String, Object> fields(Rollback rollback) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", rollback.version());
        fields.put("description", rollback.description());
        fields.put("installed_by", rollback.installation().by());
        fields.put("installed_at", rollback.installation().at().toString());
        fields.put("undone_by", rollback.undoing().by());
        fields.put("undone_at", rollback.undoing().at().toString());
        fields.put("duration_ms", rollback.undoing().took().toMillis());
        fields.put("from", rollback.from());
        fields.put("to", rollback.to());
        fields.put("losses", rollback.losses().stream().map(SchemaLines::fields).toList());
        return fields;
    }

    static Map<String, Object> fields(Loss loss) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", loss.table());
        loss.column().ifPresent(column -> fields.put("column", column));
        fields.put("rows", loss.rows());
        return fields;
    }

    static Map<String, Object> fields(SchemaProblem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", problem.migration().version());
        fields.put("finding", problem.finding());
        fields.put("next", problem.next());
        return fields;
    }

    /** What the whole comes to, in one line. */
    static String summary(SchemaState state) {
        if (!state.isSound()) {
            return "The schema is not what this program knows: `holdfast migrate validate` says why.";
        }
        int waiting = state.waiting().size();
        return waiting == 0
                ? "The schema is at version " + state.current() + ", which is this program's."
                : "The schema is at version " + state.current() + " of " + state.newest() + ": " + waiting
                        + (waiting == 1 ? " version waits" : " versions wait") + " for `holdfast migrate up`.";
    }

    static String at(Installation installation) {
        return installation.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String took(Installation installation) {
        return installation.took().toMillis() + " ms";
    }

    private static String state(Migration migration) {
        return migration.state().name().toLowerCase(Locale.ROOT);
    }

    private static String of(Migration migration, Function<Installation, String> part) {
        return migration.installation().map(part).orElse("-");
    }
}
