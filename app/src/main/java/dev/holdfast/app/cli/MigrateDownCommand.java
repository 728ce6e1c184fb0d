package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.postgres.operations.Undoing;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast migrate down}. */
@Command(
        name = "down",
        description = {
            "Take versions back, the newest first, by their undo scripts; each is one transaction, with a line in the log.",
            "Counts what is in the tables before and after, and refuses when something would be lost. Stop the servers first:",
            "an older schema is of no use to them, and the tables are locked. Back the database up first: this command does not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast migrate down --to 9 --dry-run          what would go, and what would be lost with it",
            "  holdfast migrate down --to 9 --allow-data-loss"
        })
final class MigrateDownCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            paramLabel = "N",
            required = true,
            description = "The version to be at afterwards; 0 takes all of them back.")
    private int to;

    @Option(names = "--allow-data-loss", description = "Go on even if rows or values are lost with a version.")
    private boolean allowDataLoss;

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateDownCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            Undoing undoing = new Undoing(database.administrator());
            if (dryRun) {
                print(undoing.plan(to));
            } else {
                print(undoing.down(
                        to,
                        allowDataLoss,
                        done -> root.surroundings()
                                .progress("took version " + done.version() + " (" + done.description() + ") back")));
            }
            return ExitCode.OK;
        }
    }

    private void print(Undoing.Plan plan) {
        PrintStream out = root.surroundings().out();
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", plan.from());
            fields.put("to", plan.to());
            fields.put(
                    "versions", plan.versions().stream().map(Migration::version).toList());
            fields.put("losses", plan.losses().stream().map(SchemaLines::fields).toList());
            Output.json(out, fields);
            return;
        }
        plan.versions()
                .forEach(migration ->
                        out.println("Would take back " + migration.version() + " (" + migration.description() + ")."));
        plan.losses().forEach((Loss loss) -> out.println("Would lose " + loss + "."));
        out.println(
                plan.versions().isEmpty()
                        ? "The schema is at version " + plan.to() + " already."
                        : "Nothing was changed.");
    }

    private void print(List<Rollback> rollbacks) {
        PrintStream out = root.surroundings().out();
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("current", to);
            fields.put("undone", rollbacks.stream().map(SchemaLines::fields).toList());
            Output.json(out, fields);
            return;
        }
        rollbacks.forEach(rollback -> {
            out.println("Took back " + rollback.version() + " (" + rollback.description() + ").");
            rollback.losses().forEach((Loss loss) -> out.println("  lost " + loss));
        });
        out.println("The schema is at version " + to + (rollbacks.isEmpty() ? " already." : "."));
    }
}
