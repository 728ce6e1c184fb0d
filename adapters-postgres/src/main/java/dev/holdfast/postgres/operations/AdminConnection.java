package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Where and as whom the database itself is worked on: made, migrated, described. Not for traffic. */
public record AdminConnection(String jdbcUrl, String user, Secret password) {
    private static final int CONNECT_TIMEOUT_SECONDS = 5;

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password.reveal());
        source.setApplicationName("holdfast/admin");
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** Connections on which everything is done, and owned, by {@code role}. */
    PGSimpleDataSource dataSourceAs(String role) {
        PGSimpleDataSource source = dataSource();
        source.setOptions("-c role=" + role);
        return source;
    }

    /** The same in another database of that server. */
    public AdminConnection in(String database) {
        PGSimpleDataSource source = dataSource();
        source.setDatabaseName(database);
        return new AdminConnection(source.getUrl(), user, password);
    }

    public Connection open() throws SQLException {
        return dataSource().getConnection();
    }
}
