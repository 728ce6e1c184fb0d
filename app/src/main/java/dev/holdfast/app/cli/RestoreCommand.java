package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.postgres.operations.BackupManifest;
import dev.holdfast.postgres.operations.Restore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast restore}. */
@Command(
        name = "restore",
        description = {
            "Put a backup into an empty database, in one transaction; servers have to be stopped.",
            "A backup of an earlier version of the schema is put into the schema of that version, which is brought up to date then; one of a"
                    + " newer version is refused. The server needs the secret that the backup was made with.",
            "Roles and schema are made where they are missing, as by `serve`."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast restore /backups/holdfast-2026-11-21.zip",
            "  holdfast restore --replace --yes /backups/holdfast-2026-11-21.zip"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final String AGREED = "replace";

    @Parameters(paramLabel = "FILE", description = "What `holdfast backup` wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private Path file;

    @Option(names = "--replace", description = "Delete what is in the database. Asks before it does.")
    private boolean replace;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private final HoldfastCommand root;

    RestoreCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Restore restore = Restore.of(file.toAbsolutePath(), Operation.backupKey(root));
        BackupManifest manifest = restore.manifest();
        try (OpenDatabase database = MigrateCommand.open(root, true)) {
            if (replace && !yes) {
                agree(database.location(), manifest);
            }
            database.makeRoles();
            restore.into(database.administrator(), replace, root.surroundings()::progress);
            root.surroundings()
                    .out()
                    .println("restored " + manifest.rows() + " rows of "
                            + manifest.tables().size() + " tables, as they were at " + manifest.madeAt());
            return ExitCode.OK;
        }
    }

    private void agree(String location, BackupManifest manifest) {
        Surroundings surroundings = root.surroundings();
        surroundings.progress("this deletes everything in " + location + ", and puts " + manifest.rows() + " rows from "
                + manifest.madeAt() + " there. Type \"" + AGREED + "\" to go on:");
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            if (answer == null || !answer.strip().equals(AGREED)) {
                throw new Failure(ExitCode.CHECK_FAILED, "nothing was changed", "");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
