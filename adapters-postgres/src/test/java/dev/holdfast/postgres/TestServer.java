package dev.holdfast.postgres;

import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.Bootstrap;
import dev.holdfast.postgres.operations.Migrations;
import dev.holdfast.postgres.operations.PgVectorFiles;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL for the whole test run, started on first use and gone with the JVM. Each test class gets a database of its own,
 * copied from a migrated template.
 */
public final class TestServer {
    private static final Logger LOG = LoggerFactory.getLogger(TestServer.class);
    private static final String TEMPLATE = "holdfast_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestServer() {}

    /** Started once, on first use. */
    private static final class Running {
        static final TestCluster SERVER = start();
        static final boolean PGVECTOR = copyPgVector();

        /** What {@code scripts/pgvector} built. */
        private static boolean copyPgVector() {
            Path built = Path.of("..", "target", "pgvector", "17");
            AdminConnection admin = SERVER.admin(TEMPLATE);
            // Where PostgreSQL is installed, its own package brings it or nobody does.
            if (InstalledPostgres.programs().isEmpty() && Files.exists(built.resolve("vector.so"))) {
                PgVectorFiles.copy(built, admin);
            }
            // The programs of PostgreSQL are unpacked once per machine: another checkout may have copied it there.
            boolean there = new VectorIndexes(admin).look().available().isPresent();
            if (!there) {
                LOG.warn("NOT RUN: searches by an index over vectors; scripts/pgvector builds what they need");
            }
            return there;
        }

        private static TestCluster start() {
            TestCluster server = TestCluster.start();
            execute(server, "CREATE DATABASE " + TEMPLATE);
            AdminConnection admin = server.admin(TEMPLATE);
            new Bootstrap(admin).run();
            new Migrations(admin).migrate();
            return server;
        }
    }

    /** Whether databases of this server can have pgvector. */
    public static boolean hasPgVector() {
        return Running.PGVECTOR;
    }

    /** An empty, migrated database. */
    public static AdminConnection migrated() {
        return create(" TEMPLATE " + TEMPLATE);
    }

    /** An empty database without anything of Holdfast but the server-wide roles. */
    public static AdminConnection blank() {
        return create("");
    }

    private static AdminConnection create(String clause) {
        TestCluster server = Running.SERVER;
        String name = "holdfast_" + COUNT.incrementAndGet();
        synchronized (COUNT) { // a template cannot be copied twice at the same moment
            execute(server, "CREATE DATABASE " + name + clause);
        }
        return server.admin(name);
    }

    private static void execute(TestCluster server, String sql) {
        try (Connection connection = server.admin("postgres").open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The same database by way of {@code port}, where somebody stands between. */
    public static AdminConnection through(int port, AdminConnection server) {
        URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        return new AdminConnection(
                "jdbc:postgresql://127.0.0.1:" + port + address.getPath() + "?sslmode=disable&gssEncMode=disable",
                server.user(),
                server.password());
    }

    /** Where its server listens. */
    public static int portOf(AdminConnection server) {
        return URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    }
}
