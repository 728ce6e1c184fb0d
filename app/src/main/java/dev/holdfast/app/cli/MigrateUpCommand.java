package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.operations.Migrations;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast migrate up}. */
@Command(
        name = "up",
        description = {
            "Apply the versions that are missing, the oldest first; each is one transaction. Nothing happens when none is.",
            "Makes roles and schema first where they are missing, as `serve` does. May be cut off: the next run goes on."
        })
final class MigrateUpCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            paramLabel = "N",
            description = "The version to stop at; default: the newest this program brings.")
    private @Nullable Integer to;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateUpCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        PrintStream out = surroundings.out();
        try (OpenDatabase database = MigrateCommand.open(root, true)) {
            Migrations migrations = new Migrations(database.administrator());
            SchemaState before = migrations.look();
            Migrations.requireSound(before);
            if (to != null && (to < 1 || to > before.newest())) {
                throw new Failure(
                        ExitCode.USAGE,
                        "there is no version " + to,
                        "This program brings versions 1 to " + before.newest() + ".");
            }
            database.makeRoles();
            List<Migration> applied = migrations.migrateTo(to == null ? Integer.MAX_VALUE : to, surroundings::progress);
            SchemaState after = migrations.look();
            if (json.wanted()) {
                Output.json(
                        out,
                        Map.of(
                                "current",
                                after.current(),
                                "applied",
                                applied.stream().map(SchemaLines::fields).toList()));
            } else {
                applied.forEach(migration ->
                        out.println("Applied " + migration.version() + " (" + migration.description() + ")."));
                out.println(SchemaLines.summary(after));
            }
            return ExitCode.OK;
        }
    }
}
