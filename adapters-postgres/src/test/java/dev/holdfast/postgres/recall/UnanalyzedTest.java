package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * That little is read right after a bulk load too. Until autovacuum comes, the planner believes that next to nothing passes a condition,
 * and takes any index that begins with the tenant.
 */
final class UnanalyzedTest extends OnPostgres {
    private static final int MEMORIES = 6_000;
    private static final int LOADED = 60;
    private static final String EVERYTHING =
            "'{\"within\":[],\"where\":[\"all\",[]],\"now\":\"2026-01-01T00:00:00Z\"}'";

    @Test
    void littleShouldBeReadBeforeTheTableIsAnalyzed() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        for (int from = 0; from < MEMORIES; from += 1_000) {
            here.upsertAll(IntStream.range(from, from + 1_000)
                    .mapToObj(i -> aMemory().withKey("k" + i).withContent("filler text number " + i % 100 + " of all"))
                    .toArray(Memories[]::new));
        }
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "SELECT gin_clean_pending_list('holdfast.memory_terms')"); // as it is time and again while there is
            // more to come
            statement.execute("DELETE FROM pg_statistic WHERE starelid = 'holdfast.memory'::regclass");
            statement.execute("SELECT set_config('holdfast.tenant', '"
                    + here.tenant().scope().tenant().value() + "', true)");

            long before = read(statement);
            statement.execute(
                    "SELECT * FROM holdfast.lexical_candidates('memory', 'which filler text has number 7', '{}', '{}', '', "
                            + EVERYTHING + ", 2000)");
            long asked = read(statement);
            statement.execute("SELECT * FROM holdfast.load_passages('memory',"
                    + " ARRAY(SELECT id FROM holdfast.memory ORDER BY key LIMIT " + LOADED + "), " + EVERYTHING
                    + ", 2, 2000, '{speaker}', 64)");
            long loaded = read(statement);
            statement.execute("SELECT holdfast.refresh_statistics('memory', '2026-01-01')");
            long counted = read(statement);
            connection.rollback();

            assertThat(asked - before).as("counts them twice").isLessThan(3 * MEMORIES);
            assertThat(loaded - asked - MEMORIES).as("each, and its neighbours").isLessThan(10 * LOADED);
            assertThat(counted - loaded)
                    .as("counts them, and reads samples twice")
                    .isLessThan(MEMORIES + 50_000);
        }
    }

    /** Entries of the ordered indexes, in this transaction. */
    private static long read(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) FROM pg_index AS i"
                        + " JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam"
                        + " WHERE i.indrelid = 'holdfast.memory'::regclass AND a.amname = 'btree'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
