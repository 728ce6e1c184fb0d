package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.postgres.operations.Backup;
import dev.holdfast.postgres.operations.BackupManifest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup}. */
@Command(
        name = "backup",
        description = {
            "Copy all that is kept, of all tenants, into a file; the server may go on serving.",
            "The file is a ZIP archive with a table in each entry, signed. It does not have the master secret, without which no API key in it"
                    + " works: keep that elsewhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast backup /backups/holdfast-2026-11-21.zip",
            "  holdfast verify-backup /backups/holdfast-2026-11-21.zip"
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to write it; must not exist.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    BackupCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        byte[] key = Operation.backupKey(root);
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            BackupManifest manifest = new Backup(database.administrator(), key)
                    .to(file.toAbsolutePath(), database.location(), root.surroundings()::progress);
            if (json.wanted()) {
                Output.json(root.surroundings().out(), fields(manifest));
            } else {
                root.surroundings()
                        .out()
                        .println(file + ": " + manifest.rows() + " rows of "
                                + manifest.tables().size() + " tables, as they were at " + manifest.madeAt());
            }
            return ExitCode.OK;
        }
    }

    private Map<String, Object> fields(BackupManifest manifest) {
        return Map.of(
                "file", file.toString(),
                "made_at", manifest.madeAt().toString(),
                "schema_version", manifest.schemaVersion(),
                "tables", manifest.tables().size(),
                "rows", manifest.rows());
    }
}
