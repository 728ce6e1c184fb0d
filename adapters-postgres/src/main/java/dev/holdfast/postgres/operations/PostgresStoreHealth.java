package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.operations.Pulse;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.postgres.support.Pools;
import dev.holdfast.postgres.support.PostgresConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of a PostgreSQL. The short question goes over the connection of readiness; every look has connections of its own, so that
 * it takes none from anybody, and notices when there are no more.
 */
public final class PostgresStoreHealth implements StoreHealth {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStoreHealth.class);
    private static final int PATIENCE_MS = 1_000;
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(3);

    /** Local, for a pooler may be in between. Answers of the server come before the socket's patience ends, save for a commit. */
    private static final String BOUNDED =
            "SELECT set_config('statement_timeout', '2500', true), set_config('lock_timeout', '1000', true)";

    private static final String NOTHING = "SELECT 1";

    private final PostgresConfig traffic;
    private final AdminConnection administrator;
    private final DataSource healthPool;
    private final Readiness readiness;
    private final Supplier<List<PoolFigures>> pools;
    private final List<Look> serverLooks;

    /** @param healthPool of traffic, for readiness and the short question */
    public PostgresStoreHealth(
            PostgresConfig traffic,
            AdminConnection administrator,
            DataSource healthPool,
            Readiness readiness,
            Supplier<List<PoolFigures>> pools) {
        this.traffic = traffic;
        this.administrator = administrator;
        this.healthPool = healthPool;
        this.readiness = readiness;
        this.pools = pools;
        this.serverLooks = ServerLooks.all(pools);
    }

    @Override
    public Pulse pulse() {
        long start = System.nanoTime();
        try (Connection connection = healthPool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            try (ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                row.next();
                return row.getBoolean(1)
                        ? new Pulse(false, since(start), "it is a standby and only reads")
                        : new Pulse(true, since(start), "answers and writes");
            }
        } catch (SQLException failed) {
            LOG.debug("the database does not answer", failed);
            return new Pulse(false, since(start), "does not answer: " + Reachability.reason(failed));
        }
    }

    private static double since(long start) {
        return Math.round((System.nanoTime() - start) / 1e3) / 1e3;
    }

    @Override
    public List<PoolFigures> pools() {
        return pools.get();
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(
                readiness.check().stream().map(PostgresStoreHealth::finding).toList());
        String role = traffic.role()
                .map(name -> "SET LOCAL ROLE " + Pools.quoted(name))
                .orElse(NOTHING);
        findings.addAll(look(TrafficLooks.ALL, () -> Pools.connect(traffic, "look", LOOK_PATIENCE), role));
        findings.addAll(look(serverLooks, this::asAdministrator, NOTHING));
        return List.copyOf(findings);
    }

    @FunctionalInterface
    private interface Opening {
        Connection open() throws SQLException;
    }

    private Connection asAdministrator() throws SQLException {
        PGSimpleDataSource source = administrator.dataSource();
        int seconds = Math.toIntExact(LOOK_PATIENCE.toSeconds());
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds);
        return source.getConnection();
    }

    private static List<Finding> look(List<Look> looks, Opening opening, String first) {
        try (Connection connection = opening.open()) {
            connection.setAutoCommit(false);
            return looks.stream().map(look -> at(look, connection, first)).toList();
        } catch (SQLException failed) {
            LOG.debug("nothing could be looked at", failed);
            return looks.stream()
                    .map(look -> look.notKnown(Reachability.reason(failed)))
                    .toList();
        }
    }

    private static Finding at(Look look, Connection connection, String first) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(first);
            statement.execute(BOUNDED);
            Finding finding = look.question().ask(connection);
            connection.rollback();
            return finding;
        } catch (SQLException failed) {
            LOG.debug("{} could not be looked at", look.name(), failed);
            undo(connection);
            return look.notKnown(Reachability.reason(failed));
        }
    }

    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            LOG.debug("the connection is lost; every further look will say so", broken);
        }
    }

    private static Finding finding(Readiness.Check check) {
        return check.ok()
                ? Finding.ok(check.name(), check.detail())
                : Finding.failed(
                        check.name(),
                        check.detail(),
                        check.name().equals("database")
                                ? "Start it, and look at its own log."
                                : "`holdfast serve` brings a schema up to date (HOLDFAST_MIGRATE_ON_START); what is missing"
                                        + " beside that, its administrator has to restore.");
    }
}
