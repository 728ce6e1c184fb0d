package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.operations.Migrations;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast migrate status}. */
@Command(
        name = "status",
        description = {
            "List every version of the schema: what it is, since when it is there, or that it is not.",
            "States: applied; pending (not there yet); undone (was there, was taken back); failed (did not come to its end);",
            "changed (applied from another script); unknown (not of this program). Changes nothing."
        })
final class MigrateStatusCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateStatusCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            SchemaState state = new Migrations(database.administrator()).look();
            if (json.wanted()) {
                Output.json(out, fields(state, database.location()));
            } else {
                Output.table(
                        out,
                        SchemaLines.HEAD,
                        state.migrations().stream().map(SchemaLines::line).toList());
                out.println(SchemaLines.summary(state));
            }
            return ExitCode.OK;
        }
    }

    private static Map<String, Object> fields(SchemaState state, String location) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("database", location);
        fields.put("current", state.current());
        fields.put("newest", state.newest());
        fields.put("sound", state.isSound());
        fields.put("items", state.migrations().stream().map(SchemaLines::fields).toList());
        fields.put(
                "problems", state.problems().stream().map(SchemaLines::fields).toList());
        return fields;
    }
}
