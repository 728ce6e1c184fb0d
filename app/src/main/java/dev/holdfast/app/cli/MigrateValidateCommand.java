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

/** {@code holdfast migrate validate}. */
@Command(
        name = "validate",
        description = {
            "Say whether this program can work with what is there: nothing failed, changed, left out or unknown.",
            "Ends with 1 when it cannot; `serve` and `migrate up` would refuse then. Changes nothing."
        })
final class MigrateValidateCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateValidateCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            SchemaState state = new Migrations(database.administrator()).look();
            if (json.wanted()) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("sound", state.isSound());
                fields.put("current", state.current());
                fields.put("newest", state.newest());
                fields.put("waiting", state.waiting().size());
                fields.put(
                        "problems",
                        state.problems().stream().map(SchemaLines::fields).toList());
                Output.json(out, fields);
            } else if (state.isSound()) {
                out.println(SchemaLines.summary(state));
            } else {
                state.problems().forEach(problem -> {
                    out.println("FAIL  " + problem.finding());
                    out.println("      -> " + problem.next());
                });
            }
            return state.isSound() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        }
    }
}
