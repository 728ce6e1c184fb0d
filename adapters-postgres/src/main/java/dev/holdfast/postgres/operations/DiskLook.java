package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The room on the database's disk. PostgreSQL itself cannot say how much is free; where its data folder is on this machine, the machine
 * can.
 */
final class DiskLook {
    private static final long MIB = 1024L * 1024;
    private static final long SCARCE = 1024 * MIB;
    private static final long TOO_LITTLE = 100 * MIB;

    private DiskLook() {}

    static Finding disk(Connection connection) throws SQLException {
        long size;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.DATABASE_SIZE)) {
            row.next();
            size = row.getLong(1);
        }
        Figure database = Figure.bytes("database", size);
        OptionalLong free = dataFolder(connection).map(DiskLook::free).orElse(OptionalLong.empty());
        if (free.isEmpty()) {
            return Finding.ok(
                    "disk",
                    "the database takes " + size / MIB
                            + " MiB; how much is free can only be seen on its machine, as its superuser",
                    database);
        }
        Figure room = Figure.bytes("free", free.getAsLong());
        String finding = "the database takes " + size / MIB + " MiB, " + room.value() / MIB + " MiB are free";
        if (room.value() < TOO_LITTLE) {
            return Finding.failed("disk", finding, "Make room: a full disk stops every write.", database, room);
        }
        return room.value() < SCARCE
                ? Finding.warning("disk", finding, "Make room soon.", database, room)
                : Finding.ok("disk", finding, database, room);
    }

    /** The folder of the data, when it is on this machine and may be asked for; a refusal must not end the transaction. */
    private static Optional<Path> dataFolder(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HealthSql.DATA_FOLDER)) {
            row.next();
            Optional<String> folder = Optional.ofNullable(row.getString("folder"));
            long changed = row.getLong("changed");
            return folder.map(Path::of).filter(path -> isTheSame(path, changed));
        } catch (SQLException refused) {
            connection.rollback(before); // not a superuser: what is not told is not known
            return Optional.empty();
        }
    }

    /** A folder that is elsewhere has never changed here. */
    private static boolean isTheSame(Path folder, long changed) {
        return folder.toFile().lastModified() / 1_000 == changed;
    }

    /** The log may be on a disk of its own; the fuller one counts. */
    private static OptionalLong free(Path data) {
        return Stream.of(data, data.resolve("pg_wal"))
                .flatMap(folder -> usable(folder).stream())
                .mapToLong(Long::longValue)
                .min();
    }

    private static List<Long> usable(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return List.of(disk.getUsableSpace());
        } catch (IOException unreadable) {
            return List.of(); // the log's folder is the database's own; its parent still counts
        }
    }
}
