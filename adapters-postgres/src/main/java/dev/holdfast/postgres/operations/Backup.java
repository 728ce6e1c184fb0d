package dev.holdfast.postgres.operations;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of all that is kept, of all tenants, as it was at one moment, while the server goes on serving: {@code COPY} of each table in
 * one snapshot, as text, into a ZIP file with a {@link BackupManifest} and a {@link BackupSeal}.
 *
 * <p>Wants a user whom row-level security does not narrow (a superuser, or one with {@code BYPASSRLS}), and fails with any other: a
 * backup without what its user may not see would be worse than none.
 */
public final class Backup {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final AdminConnection admin;
    private final byte[] key;

    /** @param key that signs it */
    public Backup(AdminConnection admin, byte[] key) {
        this.admin = admin;
        this.key = key.clone();
    }

    /**
     * Writes beside the file, and gives it its name when it is whole.
     *
     * @param database what it is a copy of, for people
     * @param progress gets a line for each table
     * @throws BackupException when there is such a file already, or the copy cannot be made
     */
    public BackupManifest to(Path file, String database, Consumer<String> progress) {
        Path beside = file;
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            // A name of its own: who began the same copy before is not disturbed.
            Path folder = file.toAbsolutePath().resolve("..").normalize();
            beside = Files.createTempFile(folder, file.getFileName() + ".", ".part", forTheOwner(folder));
            BackupManifest manifest = write(beside, database, progress);
            BackupSeal.put(beside, key);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (FileAlreadyExistsException there) {
            throw new BackupException(
                    there.getFile() + " is there already", "Choose another name; nothing is overwritten.", there);
        } catch (IOException unwritable) {
            throw new BackupException(
                    file + " cannot be written: " + unwritable, "Nothing was left behind.", unwritable);
        } catch (SQLException failed) {
            throw refused(failed);
        } finally {
            if (!beside.equals(file)) {
                deleted(beside);
            }
        }
    }

    private BackupManifest write(Path file, String database, Consumer<String> progress)
            throws IOException, SQLException {
        try (Connection connection = admin.open();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(BackupSeal.BLANK);
            Instant madeAt = begin(connection);
            String version = BackupTables.version(connection)
                    .orElseThrow(() -> new BackupException(
                            "there is no schema in the database, and so nothing to copy",
                            "`holdfast serve` and `holdfast migrate up` make one."));
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (Map.Entry<String, List<String>> table :
                    BackupTables.columns(connection).entrySet()) {
                zip.putNextEntry(new ZipEntry(BackupManifest.Table.entry(table.getKey())));
                BackupManifest.Table copied = copy(connection, table.getKey(), table.getValue(), zip);
                zip.closeEntry();
                tables.add(copied);
                progress.accept(copied.name() + ": " + copied.rows() + " rows, " + copied.bytes() + " bytes");
            }
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT, madeAt, version, database, tables, BackupTables.sequences(connection));
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            zip.closeEntry();
            connection.rollback();
            return manifest;
        }
    }

    /** One snapshot for all tables; rows that a policy would hide are an error. @return its time */
    static Instant begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            statement.execute("SET LOCAL row_security = off");
            statement.execute("SET LOCAL synchronize_seqscans = off");
            try (ResultSet row = statement.executeQuery("SELECT now()")) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        }
    }

    static BackupManifest.Table copy(Connection connection, String table, List<String> columns, OutputStream to)
            throws SQLException, IOException {
        CopyOut copying =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(BackupTables.copyOut(table, columns));
        BackupDigest counting = new BackupDigest();
        byte[] line = copying.readFromCopy();
        while (line != null) {
            to.write(line);
            counting.add(line);
            line = copying.readFromCopy();
        }
        return counting.table(table, columns, copying.getHandledRowCount());
    }

    private static FileAttribute<?>[] forTheOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static BackupException refused(SQLException failed) {
        return INSUFFICIENT_PRIVILEGE.equals(failed.getSQLState())
                ? new BackupException(
                        "the database does not let this user copy or restore everything (SQLSTATE 42501)",
                        "Name a superuser, or one with BYPASSRLS, by HOLDFAST_DATABASE_ADMIN_USER. A part would be worse than nothing.",
                        failed)
                : new BackupException(
                        "the database failed (SQLSTATE " + failed.getSQLState() + ")",
                        "Nothing was changed. `holdfast doctor` tells more.",
                        failed);
    }

    private static void deleted(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException kept) {
            // Its name says what it is.
        }
    }
}
