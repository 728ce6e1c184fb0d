package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast schema validate}. */
@Command(
        name = "validate",
        description = {
            "Say whether all that this program expects is there, and as expected. What is there beside it is only mentioned.",
            "Ends with 1 when something is missing or changed; `serve` would refuse then. Changes nothing."
        })
final class SchemaValidateCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    SchemaValidateCommand(HoldfastCommand root) {
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
                compared.named()
                        .forEach(drift -> out.println(
                                (drift.state() == DriftState.EXTRA ? "warn  " : "FAIL  ") + DriftLines.name(drift)));
                out.println(DriftLines.summary(compared));
            }
            return compared.matches() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        }
    }
}
