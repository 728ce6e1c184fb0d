package dev.holdfast.e2e;

import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.operations.AdminConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A PostgreSQL that somebody else runs: it is stopped, frozen and started without the servers being asked. */
final class Database {
    private final Supplier<EmbeddedDatabase> start;
    private EmbeddedDatabase running;

    Database(Supplier<EmbeddedDatabase> start) {
        this.start = start;
        this.running = start.get();
    }

    String url() {
        return "postgres://" + running.superuser() + ":" + running.superuserPassword() + "@" + running.host() + ":"
                + running.port() + "/postgres";
    }

    /** Its administrator. */
    AdminConnection admin() {
        return new AdminConnection(
                running.jdbcUrl("postgres"), running.superuser(), new Secret(running.superuserPassword()));
    }

    void stop() {
        running.close();
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
