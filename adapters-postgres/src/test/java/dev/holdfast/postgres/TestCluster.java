package dev.holdfast.postgres;

import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.operations.AdminConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL for tests, of which {@code postgres} is the superuser: the one that comes with the build, or the installed one that
 * {@link InstalledPostgres#PROPERTY} names.
 */
public final class TestCluster implements AutoCloseable {
    private static final Map<String, String> SETTINGS =
            Map.of("max_connections", "200", "fsync", "off", "synchronous_commit", "off");

    private final int port;
    private final AutoCloseable running;

    private TestCluster(int port, AutoCloseable running) {
        this.port = port;
        this.running = running;
    }

    public static TestCluster start() {
        Optional<Path> programs = InstalledPostgres.programs();
        return programs.isPresent() ? installed(programs.get()) : embedded();
    }

    private static TestCluster installed(Path programs) {
        InstalledPostgres server = InstalledPostgres.create(programs, SETTINGS);
        return new TestCluster(server.port(), server);
    }

    private static TestCluster embedded() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8");
            SETTINGS.forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            return new TestCluster(server.getPort(), server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As its superuser. */
    public AdminConnection admin(String database) {
        return as("postgres", database);
    }

    /** As a user whose password, if it needs one, is {@value InstalledPostgres#PASSWORD}. */
    public AdminConnection as(String user, String database) {
        return new AdminConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, new Secret(InstalledPostgres.PASSWORD));
    }

    @Override
    public void close() throws Exception {
        running.close();
    }
}
