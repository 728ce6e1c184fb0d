package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.SchemaComparison;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast schema diff}. */
@Command(
        name = "diff",
        description = {
            "Print every object that is missing, changed or not expected: how it should be made after '-', how it is after '+'.",
            "Ends with 0 whatever it finds. Changes nothing."
        })
final class SchemaDiffCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    SchemaDiffCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            SchemaComparison compared = SchemaCommand.compare(database);
            if (json.wanted()) {
                Output.json(out, DriftLines.fields(compared));
            } else {
                compared.named().forEach(drift -> {
                    out.println(DriftLines.name(drift));
                    DriftLines.difference(drift).forEach(out::println);
                });
                out.println(DriftLines.summary(compared));
            }
            return ExitCode.OK;
        }
    }
}
