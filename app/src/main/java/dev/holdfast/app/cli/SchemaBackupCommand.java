package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.postgres.operations.SchemaBackup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast schema backup}. */
@Command(
        name = "backup",
        description = {
            "Write the schema as it is in the database, whatever its version, as SQL that makes it again in an empty database, with the"
                    + " history of its versions and a digest. It has no rows of anybody: `holdfast backup` copies those.",
            "Changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast schema backup schema.sql",
            "  createdb other && psql -v ON_ERROR_STOP=1 -d other -f schema.sql",
            "  tail -n +2 schema.sql | sha256sum           what the first line of the file says"
        })
final class SchemaBackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to write it; must not exist.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    SchemaBackupCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            SchemaBackup.Written written = new SchemaBackup(database.administrator()).to(file.toAbsolutePath());
            if (json.wanted()) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("file", file.toString());
                fields.put("version", written.version());
                fields.put("objects", written.objects());
                fields.put("sha256", written.sha256());
                Output.json(root.surroundings().out(), fields);
            } else {
                root.surroundings()
                        .out()
                        .println(file + ": version " + written.version() + " of the schema, " + written.objects()
                                + " objects");
            }
            return ExitCode.OK;
        }
    }
}
