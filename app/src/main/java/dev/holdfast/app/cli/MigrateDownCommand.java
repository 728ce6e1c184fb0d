package dev.holdfast.app.cli;

import dev.holdfast.app.secrets.SecretUnusableException;
import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.postgres.operations.Backup;
import dev.holdfast.postgres.operations.Undoing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast migrate down}. */
@Command(
        name = "down",
        description = {
            "Take versions back, the newest first, by their undo scripts; each is one transaction, with a line in the log.",
            "Counts what is in the tables before and after, and refuses when something would be lost. Stop the servers first: an older"
                    + " schema is of no use to them, and the tables are locked.",
            "Backs the database up before, as `holdfast backup` does, into the folder `backups` of the home folder, and says where;"
                    + " `holdfast restore` brings that back, whatever the version then is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast migrate down --to 9 --dry-run          what would go, and what would be lost with it",
            "  holdfast migrate down --to 9 --allow-data-loss",
            "  holdfast migrate down --to 9 --backup /backups/before.zip"
        })
final class MigrateDownCommand implements Callable<Integer> {
    private static final FileAttribute<?> FOR_THE_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description =
                    "Where to write the backup; must not exist. Default: a new file in the folder `backups` of the home folder.")
    private @Nullable Path backup;

    @Option(names = "--no-backup", description = "Take no backup. For an empty database, or when there is a fresh one.")
    private boolean noBackup;

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
                Optional<Path> written = backUp(database, undoing);
                List<Rollback> undone = undoing.down(
                        to,
                        allowDataLoss,
                        done -> root.surroundings()
                                .progress("took version " + done.version() + " (" + done.description() + ") back"));
                print(undone, written);
            }
            return ExitCode.OK;
        }
    }

    /** Not of what is refused anyway, and not when nothing is to be done. */
    private Optional<Path> backUp(OpenDatabase database, Undoing undoing) {
        if (noBackup) {
            return Optional.empty();
        }
        Undoing.Plan plan = undoing.plan(to);
        if (plan.versions().isEmpty() || (!plan.losses().isEmpty() && !allowDataLoss)) {
            return Optional.empty();
        }
        Path file = backup == null ? inHome(plan) : backup.toAbsolutePath();
        new Backup(database.administrator(), key()).to(file, database.location(), root.surroundings()::progress);
        root.surroundings().progress("backed up into " + file);
        return Optional.of(file);
    }

    private byte[] key() {
        try {
            return Operation.backupKey(root);
        } catch (SecretUnusableException lost) {
            throw new Failure(
                    ExitCode.UNAVAILABLE,
                    "no backup can be signed: " + lost.getMessage(),
                    lost.hint() + " --no-backup goes on without. Nothing was changed.");
        }
    }

    private Path inHome(Undoing.Plan plan) {
        Path folder = root.configuration().config().general().home().resolve("backups");
        try {
            Files.createDirectories(folder, FOR_THE_OWNER);
        } catch (IOException | UnsupportedOperationException unwritable) {
            throw new Failure(
                    ExitCode.UNAVAILABLE,
                    "the folder " + folder + " cannot be made (" + unwritable + ")",
                    "Name a file with --backup, or say --no-backup. Nothing was changed.");
        }
        String moment = MOMENT.format(root.surroundings().clock().instant());
        return folder.resolve("before-" + plan.from() + "-to-" + plan.to() + "-" + moment + ".zip");
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

    private void print(List<Rollback> rollbacks, Optional<Path> written) {
        PrintStream out = root.surroundings().out();
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("current", to);
            fields.put("undone", rollbacks.stream().map(SchemaLines::fields).toList());
            written.ifPresent(file -> fields.put("backup", file.toString()));
            Output.json(out, fields);
            return;
        }
        rollbacks.forEach(rollback -> {
            out.println("Took back " + rollback.version() + " (" + rollback.description() + ").");
            rollback.losses().forEach((Loss loss) -> out.println("  lost " + loss));
        });
        written.ifPresent(file -> out.println("What was there before is in " + file + "."));
        out.println("The schema is at version " + to + (rollbacks.isEmpty() ? " already." : "."));
    }
}
