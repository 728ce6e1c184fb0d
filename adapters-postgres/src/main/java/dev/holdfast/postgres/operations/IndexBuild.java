package dev.holdfast.postgres.operations;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.recall.Metric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Builds one index on a connection of its own, and tells how far that is from another. */
final class IndexBuild {
    /** Any number, the same on every node. */
    private static final long LOCK = 29_395_908_909_490_548L;

    /** What a vector takes in the graph beside its numbers, about. */
    private static final long REST_OF_A_VECTOR = 400;

    /** A graph that does not fit into memory is built many times slower. */
    private static final long LEAST_MEMORY_KB = 64 * 1024;

    private static final long MOST_MEMORY_KB = 1024 * 1024;

    private final AdminConnection admin;
    private final EmbeddingModel model;
    private final String metric;

    IndexBuild(AdminConnection admin, EmbeddingModel model, Metric metric) {
        this.admin = admin;
        this.model = model;
        this.metric = metric.name().toLowerCase(Locale.ROOT);
    }

    /** The words the statement is made of; all of them come from the database, quoted. */
    private record Words(String name, String type, String operators, String model, boolean broken, long rows) {}

    String run(Consumer<IndexProgress> progress) throws SQLException {
        try (Connection connection = admin.dataSourceAs(VectorIndexes.OWNER).getConnection();
                Connection watch = admin.dataSourceAs(VectorIndexes.OWNER).getConnection();
                Statement statement = connection.createStatement();
                ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            alone(statement);
            Words words = words(connection);
            if (words.broken()) { // what a build that was broken off left behind
                statement.execute("DROP INDEX CONCURRENTLY holdfast." + words.name());
            }
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET maintenance_work_mem = " + memory(words.rows()));
            int backend = backend(statement);
            Future<?> building = beside.submit(() -> statement.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS "
                    + words.name() + " ON holdfast.embedding USING hnsw ((vector::" + words.type() + ") "
                    + words.operators() + ") WHERE model = " + words.model() + " AND dimension = "
                    + model.dimension()));
            await(building, statement, watch, backend, progress);
            return words.name();
        }
    }

    /** Nobody waits for this lock: a statement that waits has a snapshot, for whose end the build would wait in turn. */
    private static void alone(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new SQLException("another one is being built");
            }
        }
    }

    private Words words(Connection connection) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement("""
                SELECT n.name, w.its_type, w.class, quote_literal(?),
                       EXISTS (SELECT FROM pg_index AS i
                               WHERE NOT i.indisvalid AND i.indexrelid = to_regclass('holdfast.' || n.name)),
                       (SELECT greatest(c.reltuples, 0)::bigint FROM pg_class AS c WHERE c.oid = 'holdfast.embedding'::regclass)
                FROM holdfast.vector_words(?, ?) AS w, holdfast.vector_index_name(?, ?, ?) AS n (name)
                """)) {
            question.setString(1, model.name());
            question.setInt(2, model.dimension());
            question.setString(3, metric);
            question.setString(4, model.name());
            question.setInt(5, model.dimension());
            question.setString(6, metric);
            try (ResultSet row = question.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the database has no pgvector");
                }
                return new Words(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getLong(6));
            }
        }
    }

    private long memory(long rows) {
        long wanted = rows * (model.dimension() * 4L + REST_OF_A_VECTOR) / 1024;
        return Math.clamp(wanted, LEAST_MEMORY_KB, MOST_MEMORY_KB);
    }

    private static int backend(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void await(
            Future<?> building, Statement statement, Connection watch, int backend, Consumer<IndexProgress> progress)
            throws SQLException {
        while (true) {
            try {
                building.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                tell(watch, backend, progress);
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof SQLException refused ? refused : new SQLException(failed.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                statement.cancel(); // what it leaves is not used, and built again the next time
                throw new SQLException("stopped while the index was built", stopping);
            }
        }
    }

    private static void tell(Connection watch, int backend, Consumer<IndexProgress> progress) throws SQLException {
        try (PreparedStatement question = watch.prepareStatement(
                "SELECT phase, tuples_done, tuples_total FROM pg_stat_progress_create_index WHERE pid = ?")) {
            question.setInt(1, backend);
            try (ResultSet row = question.executeQuery()) {
                if (row.next() && row.getString(1) != null) {
                    progress.accept(new IndexProgress(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
    }
}
