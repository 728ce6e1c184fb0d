package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** That what is read out of {@code ts_rank} is what PostgreSQL put into it. */
final class TermRankTest {
    @Test
    void occurrencesShouldBeReadBackAsPostgresqlCountedThem() throws SQLException {
        try (Connection connection = TestServer.migrated().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT titled, titled + texts, ts_rank('{0.5,1,1,1}',
                            setweight(to_tsvector('simple', repeat('quokka ', titled)), 'A')
                                || setweight(to_tsvector('simple', repeat('quokka ', texts)), 'D'), 'quokka')
                        FROM generate_series(0, 8) AS titled, generate_series(0, 24) AS texts
                        WHERE titled + texts > 0
                        """)) {
            while (rows.next()) {
                assertThat(TermRank.of(rows.getFloat(3)))
                        .as("%d in the title, %d in all", rows.getInt(1), rows.getInt(2))
                        .isEqualTo(new TermRank(rows.getInt(2), rows.getInt(1) > 0));
            }
        }
    }

    @Test
    void manyOccurrencesShouldBeReadBackRoughly() throws SQLException {
        try (Connection connection = TestServer.migrated().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT n, ts_rank('{0.5,1,1,1}', to_tsvector('simple', repeat('quokka ', n)), 'quokka')
                        FROM generate_series(50, 300, 10) AS n
                        """)) {
            while (rows.next()) {
                assertThat(TermRank.of(rows.getFloat(2)).frequency())
                        .isBetween(Math.min(rows.getInt(1), 255) * 9 / 10, rows.getInt(1));
            }
        }
    }

    @Test
    void whatIsNotThereShouldBeZero() {
        assertThat(TermRank.of(0)).isEqualTo(new TermRank(0, false));
    }

    @Test
    void wordsOfAPrefixShouldBeCounted() throws SQLException {
        try (Connection connection = TestServer.migrated().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT holdfast.prefix_rank(setweight(to_tsvector('simple', 'quorum'), 'B')
                                || setweight(to_tsvector('simple', 'quokka quokka boat'), 'D'), 'quo:*', 'quo'),
                            holdfast.prefix_rank(to_tsvector('simple', 'quokka'), 'quo:*', 'quo'),
                            holdfast.prefix_rank(to_tsvector('simple', 'boat'), 'quo:*', 'quo')
                        """)) {
            rows.next();
            assertThat(TermRank.of(rows.getFloat(1))).isEqualTo(new TermRank(3, true));
            assertThat(TermRank.of(rows.getFloat(2))).isEqualTo(new TermRank(1, false));
            assertThat(TermRank.of(rows.getFloat(3))).isEqualTo(new TermRank(0, false));
        }
    }
}
