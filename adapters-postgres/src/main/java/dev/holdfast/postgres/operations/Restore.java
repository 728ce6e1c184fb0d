package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.domain.operations.SchemaState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;
import tools.jackson.core.JacksonException;

/**
 * Reads backups: looks whether one is whole, and puts one into a database. One of an earlier version of the schema is put into the
 * schema of that version, and brought up to date afterwards, as its database would have been.
 */
public final class Restore {
    private final Path file;
    private final BackupManifest manifest;

    private Restore(Path file, BackupManifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /**
     * Looks at every byte, once: the file is large.
     *
     * @param key that the backup was signed with
     * @throws BackupException when it is not whole, or not signed with this key
     */
    public static Restore of(Path file, byte[] key) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BackupException(file + " is no file", "Name a file that `holdfast backup` wrote.");
            }
            BackupSeal.check(file, key);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new Restore(file, manifest(zip));
            }
        } catch (IOException | JacksonException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /** What the file holds. */
    public BackupManifest manifest() {
        return manifest;
    }

    /** The version of the schema that its rows have. */
    public int version() {
        return Integer.parseInt(manifest.schemaVersion());
    }

    /**
     * Puts all of it into the database, and brings that up to date.
     *
     * @param replace whether what is there may go; else the database has to be empty
     * @param progress gets a line for each table, and for each version after it
     * @throws BackupException when there are rows and {@code replace} is false, or servers; nothing was changed then
     */
    public void into(AdminConnection admin, boolean replace, Consumer<String> progress) {
        load(admin, replace, progress);
        new Migrations(admin).migrateTo(Integer.MAX_VALUE, progress);
    }

    /**
     * Puts all of it into the database, in one transaction, which leaves that at the backup's version. Versions that are newer go in
     * the same transaction, once the tables are empty.
     */
    void load(AdminConnection admin, boolean replace, Consumer<String> progress) {
        Migrations migrations = new Migrations(admin);
        SchemaState state = migrations.look();
        Migrations.requireSound(state);
        if (state.current() < version()) {
            requireRoom(admin, replace);
            migrations.migrateTo(version(), progress);
        }
        try (Connection connection = admin.open();
                ZipFile zip = new ZipFile(file.toFile())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL row_security = off");
            }
            requireNobodyElse(connection);
            makeRoom(connection, replace);
            Undoing.emptied(connection, HistoryTables.read(connection), version(), admin.user());
            // Neither triggers nor foreign keys: what the triggers made is in the backup, and all of it was true
            // together.
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL session_replication_role = replica");
            }
            Map<String, List<String>> there = BackupTables.columns(connection);
            for (BackupManifest.Table table : manifest.tables()) {
                if (!there.getOrDefault(table.name(), List.of()).containsAll(table.columns())) {
                    throw new BackupException(
                            "the database lacks table " + table.name() + " or columns of it",
                            "`holdfast doctor` tells what is missing.");
                }
                fill(connection, zip, table);
                progress.accept(table.name() + ": " + table.rows() + " rows");
            }
            for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT setval(?::regclass, ?)")) {
                    statement.setString(1, BackupTables.quoted(sequence.getKey()));
                    statement.setLong(2, sequence.getValue());
                    statement.execute();
                }
            }
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("ANALYZE");
            }
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        } catch (SQLException failed) {
            throw Backup.refused(failed);
        }
    }

    /**
     * Puts all of it into an empty database, and looks whether every row is there before that is brought up to date: the way up may
     * change them.
     *
     * @return the tables that differ
     */
    public List<String> tryIn(ScratchDatabase scratch, Consumer<String> progress) {
        load(scratch.admin(), false, progress);
        List<String> differing = differences(scratch.admin());
        new Migrations(scratch.admin()).migrateTo(Integer.MAX_VALUE, progress);
        return differing;
    }

    /** Whether the database, at the version of the backup, holds what that does, row by row. @return the tables that differ */
    List<String> differences(AdminConnection admin) {
        try (Connection connection = admin.open()) {
            Backup.begin(connection);
            List<String> differing = new ArrayList<>();
            for (BackupManifest.Table table : manifest.tables()) {
                if (!Backup.copy(connection, table.name(), table.columns(), OutputStream.nullOutputStream())
                        .equals(table)) {
                    differing.add(table.name());
                }
            }
            connection.rollback();
            return List.copyOf(differing);
        } catch (IOException impossible) {
            throw unreadable(file, impossible);
        } catch (SQLException failed) {
            throw Backup.refused(failed);
        }
    }

    private void fill(Connection connection, ZipFile zip, BackupManifest.Table table) throws IOException, SQLException {
        ZipEntry entry = zip.getEntry(BackupManifest.Table.entry(table.name()));
        if (entry == null) {
            throw new BackupException(
                    file + " lacks the text of " + table.name(), "Take another copy; this one cannot be trusted.");
        }
        try (InputStream text = zip.getInputStream(entry)) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(BackupTables.copyIn(table.name(), table.columns()), text);
            if (rows != table.rows()) {
                throw new BackupException(
                        table.name() + " has " + rows + " rows in place of " + table.rows(), "Nothing was changed.");
            }
        }
    }

    /** Before versions are applied, which are committed one by one. */
    private static void requireRoom(AdminConnection admin, boolean replace) {
        try (Connection connection = admin.open()) {
            requireNobodyElse(connection);
            if (!replace) {
                Backup.begin(connection);
                makeRoom(connection, false);
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw Backup.refused(failed);
        }
    }

    private static void requireNobodyElse(Connection connection) throws SQLException {
        int others = RunningServers.connections(connection);
        if (others > 0) {
            throw new BackupException(
                    others + " connections of Holdfast servers are open",
                    "Stop them first: they would go on with what they remember. Nothing was changed.");
        }
    }

    private static void makeRoom(Connection connection, boolean replace) throws SQLException {
        List<String> filled = BackupTables.filled(connection);
        if (filled.isEmpty()) {
            return;
        }
        if (!replace) {
            throw new BackupException(
                    "the database is not empty: there are rows in " + String.join(", ", filled),
                    "Restore into an empty one, or say --replace to delete what is there.");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE "
                    + String.join(
                            ", ",
                            BackupTables.columns(connection).keySet().stream()
                                    .map(BackupTables::quoted)
                                    .toList()));
        }
    }

    private static BackupManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw new IOException("it has no " + BackupManifest.ENTRY);
        }
        try (InputStream text = zip.getInputStream(entry)) {
            BackupManifest manifest = Backup.JSON.readValue(text, BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw new BackupException(
                        "the backup has format " + manifest.format() + ", this Holdfast reads " + BackupManifest.FORMAT,
                        "Use the Holdfast that made it.");
            }
            requireKnown(manifest.schemaVersion());
            return manifest;
        }
    }

    private static void requireKnown(String version) {
        List<Integer> known =
                MigrationScripts.known().stream().map(KnownMigration::version).toList();
        if (known.stream().noneMatch(each -> each.toString().equals(version))) {
            throw new BackupException(
                    "the backup is of version " + version + " of the schema, and this Holdfast knows versions 1 to "
                            + known.getLast(),
                    "Use the Holdfast that made it, or a newer one.");
        }
    }

    private static BackupException unreadable(Path file, Exception cause) {
        return new BackupException(
                file + " cannot be read: " + cause, "Name a file that `holdfast backup` wrote.", cause);
    }
}
