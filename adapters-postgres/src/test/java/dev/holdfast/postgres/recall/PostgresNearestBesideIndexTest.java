package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The same with an index that is read a little way only: then what it did not come to is compared, exactly. */
final class PostgresNearestBesideIndexTest extends OnPostgres implements NearestLaws {
    @BeforeAll
    void indexed() throws SQLException {
        if (TestServer.hasPgVector()) {
            new VectorIndexes(storage().admin()).build(MODEL, Metric.COSINE, progress -> {});
            try (Connection connection = storage().admin().open();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET hnsw.max_scan_tuples = 1', current_database()); END $$");
            }
        }
    }

    @Override
    public void placed() {
        analyse();
    }

    @Override
    public PassageIndex index() {
        return storage().adapter().memoryPassages();
    }

    @Override
    public void shouldBe(List<VectorMatch> found, List<VectorMatch> expected, Metric metric) {
        PostgresNearestByIndexTest.shouldAlmostBe(found, expected, metric);
    }
}
