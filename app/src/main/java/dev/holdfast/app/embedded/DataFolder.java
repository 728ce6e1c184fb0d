package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The data of the database: created whole or not at all, and never touched when in doubt.
 *
 * @param home where it is
 */
record DataFolder(HomeFolder home) {

    private static final String UNFINISHED = "creating-";
    private static final String SETTINGS_FILE = "holdfast.conf";
    private static final Duration CREATE_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LEFTOVER_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks that it is there and fits, and writes the settings of this release. To be called under the start lock.
     *
     * @param mayCreate whether to create it when it is absent; never where it was there before
     */
    void ensure(boolean mayCreate, Programs programs, Platform platform, Consumer<String> progress) {
        try {
            if (isAbsent()) {
                if (!mayCreate) {
                    throw new EmbeddedPostgresException(
                            Problem.DATA_UNUSABLE,
                            home.data() + " has gone while its database was in use.",
                            "Bring the folder back: is its disk still mounted?");
                }
                refuseToForgetOtherVersions();
                create(programs, progress);
            }
            requireFitting();
            writeSettings(platform);
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The data folder " + home.data() + " cannot be prepared", e);
        }
    }

    private boolean isAbsent() throws IOException {
        if (!Files.exists(home.data())) {
            return true;
        }
        try (Stream<Path> entries = Files.list(home.data())) {
            if (entries.findAny().isPresent()) {
                return false;
            }
        }
        Files.delete(home.data());
        return true;
    }

    private void refuseToForgetOtherVersions() {
        List<Path> others = home.dataOfOtherVersions();
        if (!others.isEmpty()) {
            throw new EmbeddedPostgresException(
                    Problem.DATA_UNUSABLE,
                    "There is data of another PostgreSQL version in " + others.getFirst() + ", and none of version "
                            + HomeFolder.MAJOR + ", which this release has. Starting empty would look like data loss.",
                    "Back it up with the release that wrote it and restore it into this one, or move the folder away.");
        }
    }

    /** In a folder beside it, which gets the real name when PostgreSQL has written everything to disk. */
    private void create(Programs programs, Consumer<String> progress) throws IOException {
        progress.accept("creating the database in " + home.data() + " (first start only) ...");
        endLeftovers();
        home.siblings(UNFINISHED).forEach(HomeFolder::deleteTree);
        SuperuserPassword.readOrCreate(home.passwordFile());
        Path unfinished = home.version().resolve(UNFINISHED + "data");
        Path output = home.version().resolve("initdb.log");
        // The builtin locale is part of PostgreSQL: it sorts the same everywhere and survives an upgrade of the
        // machine.
        int exit = programs.run(
                List.of(
                        programs.path("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + SuperuserPassword.USER,
                        "--pwfile=" + home.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions"),
                output,
                CREATE_TIMEOUT);
        if (exit != 0) {
            throw new EmbeddedPostgresException(
                    Problem.START_FAILED,
                    "The database cannot be created: " + ServerLog.lastLines(new ServerLog(output).since(0)),
                    "Everything it said is in " + output + ". " + Platform.BRING_YOUR_OWN);
        }
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude_if_exists '" + SETTINGS_FILE + "'\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        HomeFolder.publish(unfinished, home.data());
    }

    /** A killed start leaves its initdb running, which would write into the folder that is to be removed. */
    private void endLeftovers() {
        List<ProcessHandle> leftovers = RunningServer.processesOf(home).toList();
        leftovers.forEach(ProcessHandle::destroyForcibly);
        Deadline.in(LEFTOVER_TIMEOUT)
                .await(() -> RunningServer.processesOf(home).findAny().isEmpty());
    }

    private void requireFitting() throws IOException {
        Path version = home.data().resolve("PG_VERSION");
        String found = Files.exists(version)
                ? Files.readString(version, StandardCharsets.US_ASCII).strip()
                : "";
        if (found.isEmpty() || !Files.exists(home.data().resolve("global").resolve("pg_control"))) {
            throw new EmbeddedPostgresException(
                    Problem.DATA_UNUSABLE,
                    home.data() + " is not empty and not a data folder of PostgreSQL.",
                    "Restore it from a backup, or move it away to start with an empty database.");
        }
        if (!found.equals(Integer.toString(HomeFolder.MAJOR))) {
            throw new EmbeddedPostgresException(
                    Problem.DATA_UNUSABLE,
                    home.data() + " is of PostgreSQL " + found + ", but this release has " + HomeFolder.MAJOR + ".",
                    "Back it up with the release that wrote it and restore it into this one.");
        }
    }

    /**
     * Written at each start, so a new release brings its own; ALTER SYSTEM goes before it, the command line before
     * that.
     */
    private void writeSettings(Platform platform) throws IOException {
        Path unfinished = home.data().resolve(SETTINGS_FILE + ".new");
        Files.writeString(unfinished, settings(platform), StandardCharsets.UTF_8);
        Files.move(
                unfinished,
                home.data().resolve(SETTINGS_FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String settings(Platform platform) {
        String common = """
                # Written by Holdfast at each start. To change a value, use ALTER SYSTEM: it goes before this file.
                max_connections = 60
                shared_buffers = 128MB
                work_mem = 8MB
                maintenance_work_mem = 64MB
                random_page_cost = 1.1
                jit = off

                # Fewer full checkpoints; what was acknowledged is in the write-ahead log either way.
                max_wal_size = 1GB
                checkpoint_timeout = 15min

                # The connections of a client that died are ended, also in the middle of a statement.
                client_connection_check_interval = 1s

                # Nobody here connects through a socket file, and its path may be too long.
                unix_socket_directories = ''
                password_encryption = scram-sha-256

                # Neither values nor statements in the log: an error, its detail and its statement may quote them.
                # The client gets each error in full.
                log_destination = stderr
                logging_collector = off
                log_min_messages = log
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_statement = none
                log_min_duration_statement = -1
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_checkpoints = off
                log_autovacuum_min_duration = -1
                log_line_prefix = '%m [%p] '
                log_timezone = UTC
                timezone = UTC
                lc_messages = C
                """;
        // Elsewhere the default reaches the disk; on a Mac only this one passes the drive's cache.
        return platform.isLinux() ? common : common + "wal_sync_method = fsync_writethrough\n";
    }

    /**
     * Sets the database's password to the one in the file. Needs no old one: whoever may write the data folder owns it.
     * The server must not be running.
     */
    void resetPassword(Programs programs, SuperuserPassword password) {
        Path statement = home.passwordFile().resolveSibling("reset.sql");
        Path output = home.version().resolve("reset.log");
        try {
            Files.deleteIfExists(statement);
            Files.createFile(
                    statement, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(
                        statement,
                        "ALTER ROLE " + SuperuserPassword.USER + " PASSWORD '" + password.value() + "'\n",
                        StandardCharsets.US_ASCII);
                programs.run(
                        List.of(
                                programs.path("postgres"),
                                "--single",
                                "-D",
                                home.data().toString(),
                                "postgres"),
                        statement,
                        output,
                        CREATE_TIMEOUT);
            } finally {
                Files.deleteIfExists(statement);
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The password cannot be set", e);
        }
    }
}
