package dev.holdfast.postgres.support;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Opens connection pools. None of them fails while the database is away: the pool fills itself when it is back. */
public final class Pools {
    /** The longest a request may take; a socket that is silent for longer is dead. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    /** Connections that a larger pool keeps open when nothing happens. */
    private static final int IDLE = 2;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Pools() {}

    /** @param name of the pool in metrics, logs and {@code application_name} */
    public static HikariDataSource open(PostgresConfig config, String name, int size, MetricRegistry metrics) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("holdfast-" + name);
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password().reveal());
        hikari.setMaximumPoolSize(size);
        if (size > IDLE) {
            hikari.setMinimumIdle(IDLE);
            hikari.setIdleTimeout(config.pool().idleTimeout().toMillis());
        }
        hikari.setMaxLifetime(config.pool().maxLifetime().toMillis());
        hikari.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        // Whoever has a place waits for its connection to be opened only, and in a burst many are opened one after
        // another.
        hikari.setConnectionTimeout(Math.max(500, 2 * config.pool().patience().toMillis()));
        hikari.setValidationTimeout(250);
        hikari.setInitializationFailTimeout(-1);
        hikari.setAutoCommit(true);
        hikari.setMetricRegistry(metrics);
        config.role().ifPresent(role -> hikari.setConnectionInitSql("SET ROLE \"" + role.replace("\"", "\"\"") + "\""));
        hikari.addDataSourceProperty("ApplicationName", config.applicationName() + "/" + name);
        hikari.addDataSourceProperty(
                "connectTimeout", Math.max(1, config.pool().connectTimeout().toSeconds()));
        hikari.addDataSourceProperty(
                "socketTimeout", LONGEST_REQUEST.plus(GRACE).toSeconds());
        hikari.addDataSourceProperty("tcpKeepAlive", true);
        hikari.addDataSourceProperty("logServerErrorDetail", false);
        // The statements are few and their text never changes, so the server should know them soon and keep them.
        hikari.addDataSourceProperty("prepareThreshold", 1);
        hikari.addDataSourceProperty("reWriteBatchedInserts", true);
        hikari.addDataSourceProperty("options", "-c idle_in_transaction_session_timeout=10s");
        return new HikariDataSource(hikari);
    }
}
