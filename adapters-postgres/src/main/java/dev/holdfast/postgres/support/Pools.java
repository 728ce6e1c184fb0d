package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connection pools. None of them fails while the database is away: the pool fills itself when it is back. */
public final class Pools {
    /** The longest a request may take; a socket that is silent for longer is dead. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Pools() {}

    /** @param name of the pool in metrics, logs and {@code application_name} */
    public static HikariDataSource open(PostgresConfig config, String name, int size, MetricRegistry metrics) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("holdfast-" + name);
        hikari.setDataSource(new CountedConnections(config.jdbcUrl(), properties(config, name)));
        hikari.setMaximumPoolSize(size);
        if (size > config.pool().minimumIdle()) {
            hikari.setMinimumIdle(config.pool().minimumIdle());
            hikari.setIdleTimeout(config.pool().idleTimeout().toMillis());
        }
        hikari.setMaxLifetime(config.pool().maxLifetime().toMillis());
        hikari.setKeepaliveTime(config.pool().keepalive().toMillis());
        // Whoever has a place waits for its connection to be opened only, and in a burst many are opened one after
        // another.
        hikari.setConnectionTimeout(Math.max(500, 2 * config.pool().patience().toMillis()));
        hikari.setValidationTimeout(250);
        hikari.setInitializationFailTimeout(-1);
        hikari.setAutoCommit(true);
        hikari.setMetricRegistry(metrics);
        hikari.setLeakDetectionThreshold(config.pool().leakDetection().toMillis());
        config.role().ifPresent(role -> hikari.setConnectionInitSql("SET ROLE " + quoted(role)));
        return new HikariDataSource(hikari);
    }

    /**
     * One connection of traffic outside of all pools, to look at the database as requests see it. Where {@link PostgresConfig#role}
     * has to be taken on, whoever asked has to do it.
     *
     * @param patience for logging in, and for each answer
     */
    public static Connection connect(PostgresConfig config, String name, Duration patience) throws SQLException {
        return connect(config, patience, patience.toSeconds(), properties(config, name));
    }

    /**
     * The same for who has to know soon: each host has one second to take the connection, and one that was silent is asked after the
     * others for as long as the driver remembers it (ten seconds), so that none hides the next for long.
     */
    public static Connection connectSoon(PostgresConfig config, String name, Duration patience) throws SQLException {
        Properties properties = properties(config, name);
        properties.setProperty("connectTimeout", "1");
        long login = Math.max(patience.toSeconds(), hosts(config.jdbcUrl()) + 1);
        return connect(config, patience, login, properties);
    }

    /** How many are named before the database. */
    static long hosts(String jdbcUrl) {
        String address = jdbcUrl.substring(jdbcUrl.indexOf("//") + 2);
        return 1
                + address.chars()
                        .takeWhile(each -> each != '/' && each != '?')
                        .filter(each -> each == ',')
                        .count();
    }

    private static Connection connect(PostgresConfig config, Duration patience, long login, Properties properties)
            throws SQLException {
        properties.setProperty("loginTimeout", Long.toString(login));
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        return DriverManager.getConnection(config.jdbcUrl(), properties);
    }

    /** A name as SQL writes it. */
    public static String quoted(String role) {
        return '"' + role.replace("\"", "\"\"") + '"';
    }

    /** Connections that a pool opened since it was made. */
    static long opened(HikariDataSource pool) {
        return pool.getDataSource() instanceof CountedConnections counted ? counted.opened() : 0;
    }

    /** Whether the driver takes no other server, so that who takes no writes is not connected to anew. */
    static boolean wantsOneThatWrites(HikariDataSource pool) {
        if (!(pool.getDataSource() instanceof CountedConnections counted)) {
            return false;
        }
        Properties said = Driver.parseURL(counted.jdbcUrl(), new Properties());
        return said != null
                && Set.of("primary", "master").contains(said.getProperty(PGProperty.TARGET_SERVER_TYPE.getName(), ""));
    }

    private static Properties properties(PostgresConfig config, String name) {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("ApplicationName", config.applicationName() + "/" + name);
        properties.setProperty(
                "connectTimeout",
                Long.toString(Math.max(1, config.pool().connectTimeout().toSeconds())));
        properties.setProperty(
                "socketTimeout", Long.toString(LONGEST_REQUEST.plus(GRACE).toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        // The statements are few and their text never changes, so the server should know them soon and keep them.
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("reWriteBatchedInserts", "true");
        // Ids by the thousand are what searches read. As text the server writes what the driver takes apart again.
        properties.setProperty("binaryTransferEnable", "UUID_ARRAY");
        // Most statements bring a shorter timeout, see Entry. To compile a search takes far longer than to run it, and
        // a
        // PostgreSQL with LLVM would do so for each.
        properties.setProperty(
                "options",
                "-c jit=off -c idle_in_transaction_session_timeout=10s -c statement_timeout="
                        + config.pool().queryTimeout().toMillis());
        return properties;
    }
}
