package dev.holdfast.postgres.operations;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.recall.Metric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Indexes of pgvector over the vectors of one model, for all tenants. They hold nothing that is not in the table: without them, search
 * compares exactly.
 */
public final class VectorIndexes {
    /** Who owns the tables, and so may make indexes on them. */
    static final String OWNER = "holdfast_owner";

    private final AdminConnection admin;

    public VectorIndexes(AdminConnection admin) {
        this.admin = admin;
    }

    /** What there is now. */
    public PgVector look() {
        try (Connection connection = admin.open()) {
            return look(connection);
        } catch (SQLException failed) {
            throw new DatabaseException("the database could not be asked about pgvector", failed);
        }
    }

    static PgVector look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Optional<String> installed =
                    text(statement, "SELECT extversion FROM pg_extension WHERE extname = 'vector'");
            Optional<String> available =
                    text(statement, "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'");
            long vectors = text(
                            statement,
                            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass('holdfast.embedding')")
                    .map(Long::parseLong)
                    .orElse(0L);
            return new PgVector(installed, available, indexes(statement), vectors);
        }
    }

    private static List<VectorIndex> indexes(Statement statement) throws SQLException {
        List<VectorIndex> indexes = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                SELECT c.relname, coalesce(pg_get_expr(i.indpred, i.indrelid), ''), i.indisvalid, pg_relation_size(c.oid)
                FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam
                WHERE a.amname = 'hnsw' AND i.indrelid = to_regclass('holdfast.embedding')
                ORDER BY c.relname
                """)) {
            while (row.next()) {
                VectorIndex.read(row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4))
                        .ifPresent(indexes::add);
            }
        }
        return indexes;
    }

    /**
     * Installs pgvector in the database if it is not, and builds the index if it is not there, while everything goes on.
     *
     * @param progress told about once a second while it takes
     * @return its name
     * @throws DatabaseException when the server has no pgvector, the administrator may not install it, or the index cannot be built
     */
    public String build(EmbeddingModel model, Metric metric, Consumer<IndexProgress> progress) {
        install();
        try {
            return new IndexBuild(admin, model, metric).run(progress);
        } catch (SQLException failed) {
            throw new DatabaseException("the index could not be built: " + failed.getMessage(), failed);
        }
    }

    private void install() {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            if (text(statement, "SELECT extversion FROM pg_extension WHERE extname = 'vector'")
                    .isEmpty()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA holdfast");
            }
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "pgvector could not be installed in the database: " + failed.getMessage(), failed);
        }
    }

    /** Takes an index away, while everything goes on; searches by it are exact from then on. @return whether it was there */
    public boolean drop(EmbeddingModel model, Metric metric) {
        try (Connection connection = admin.dataSourceAs(OWNER).getConnection();
                PreparedStatement name = connection.prepareStatement(
                        "SELECT to_regclass('holdfast.' || holdfast.vector_index_name(?, ?, ?))::text");
                Statement statement = connection.createStatement()) {
            name.setString(1, model.name());
            name.setInt(2, model.dimension());
            name.setString(3, metric.name().toLowerCase(Locale.ROOT));
            try (ResultSet row = name.executeQuery()) {
                row.next();
                Optional<String> index = Optional.ofNullable(row.getString(1));
                if (index.isPresent()) {
                    statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.get());
                }
                return index.isPresent();
            }
        } catch (SQLException failed) {
            throw new DatabaseException("the index could not be dropped: " + failed.getMessage(), failed);
        }
    }

    private static Optional<String> text(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
