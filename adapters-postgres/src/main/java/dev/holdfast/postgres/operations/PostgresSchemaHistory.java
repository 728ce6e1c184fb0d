package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.SchemaHistory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of a PostgreSQL's schema, read by a role that may do nothing else with them. */
public final class PostgresSchemaHistory implements SchemaHistory {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSchemaHistory.class);

    private final DataSource pool;

    public PostgresSchemaHistory(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public SchemaState state() {
        try (Connection connection = pool.getConnection()) {
            return HistoryTables.read(connection);
        } catch (SQLException failed) {
            LOG.debug("the history of the schema cannot be read", failed);
            throw new StoreUnavailable(failed);
        }
    }
}
