package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.support.Coalescing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** While nobody writes, a search does not look through all vectors for what is new. */
final class QuietSearchTest {
    private static final int SEARCHES = 50;

    /** To store them and to read them once; and others of this PostgreSQL may write now and then, be it to keep its statistics. */
    private static final int SOME_TIMES = 20;

    @Test
    void vectorsShouldBeReadSomeTimesAndNotForEachSearch() throws SQLException {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, Coalescing.ON)) {
            MemoryStage here = MemoryStage.on(storage);
            NearestLaws.place(storage, here, NearestLaws.MANY, 3);
            execute(admin, "ANALYZE");
            for (int search = 0; search < SEARCHES; search++) {
                KnownSketchesTest.nearest(storage, here, 1);
            }
        } // sessions tell what they read when they end

        assertThat(read(admin)).isBetween((long) NearestLaws.MANY, (long) SOME_TIMES * NearestLaws.MANY);
    }

    private static void execute(AdminConnection admin, String sql) throws SQLException {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long read(AdminConnection admin) throws SQLException {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'embedding'")) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
