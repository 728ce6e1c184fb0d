package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.SchemaCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL's schema, looked at by a role that may do nothing else with it. */
public final class PostgresSchemaCatalogue implements SchemaCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSchemaCatalogue.class);

    private final DataSource pool;

    public PostgresSchemaCatalogue(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public SchemaComparison compare() {
        try (Connection connection = pool.getConnection()) {
            return Catalogue.compare(connection);
        } catch (SQLException failed) {
            LOG.debug("the catalogue cannot be read", failed);
            throw new StoreUnavailable(failed);
        }
    }
}
