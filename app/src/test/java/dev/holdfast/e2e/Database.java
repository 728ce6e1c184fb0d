package dev.holdfast.e2e;

import dev.holdfast.postgres.operations.AdminConnection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A PostgreSQL that somebody else runs: it is stopped, frozen and started without the servers being asked. */
final class Database {
    private final Supplier<Running> start;
    private Running running;

    Database(Supplier<Running> start) {
        this.start = start;
        this.running = start.get();
    }

    String url() {
        return urlOver(port());
    }

    /** The same, through what listens on another port. */
    String urlOver(int port) {
        AdminConnection admin = running.admin();
        return "postgres://" + admin.user() + ":" + admin.password().reveal() + "@127.0.0.1:" + port + "/postgres";
    }

    int port() {
        return running.port();
    }

    /** Its administrator. */
    AdminConnection admin() {
        return running.admin();
    }

    /** One statement of its administrator. @return the first column of the first row, or nothing */
    String say(String sql) {
        try (Connection connection = admin().open();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void stop() {
        running.stop().run();
    }

    void start() {
        running = start.get();
    }

    /** Every process of it stands still: connections stay open, and nothing is answered. */
    void freeze() {
        signal("-STOP", Stream.of(postmaster())); // first, so that no process is born while the others are told
        signal("-STOP", postmaster().descendants());
    }

    void thaw() {
        signal("-CONT", Stream.concat(Stream.of(postmaster()), postmaster().descendants()));
    }

    /** As when the machine loses its power: no process is asked. */
    void crash() {
        List<ProcessHandle> all = Stream.concat(
                        Stream.of(postmaster()), postmaster().descendants())
                .toList();
        signal("-KILL", all.stream());
        all.forEach(process -> process.onExit().join());
    }

    private ProcessHandle postmaster() {
        return ProcessHandle.of(running.pid()).orElseThrow();
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().onExit().join();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
