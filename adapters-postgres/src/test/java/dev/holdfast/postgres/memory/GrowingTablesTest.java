package dev.holdfast.postgres.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.support.Coalescing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does all day reads no table from end to end, however small it was when the plans were made: tables grow, and plans stay. */
final class GrowingTablesTest {
    /** PostgreSQL makes a plan to keep after five of a statement. */
    private static final int TIMES = 20;

    private static final String WHOLE_READS = """
            SELECT coalesce(sum(seq_scan), 0) FROM pg_stat_user_tables
            WHERE schemaname = 'holdfast' AND relname IN ('memory', 'memory_tombstone', 'memory_history', 'audit_entry', 'idempotency_claim')
            """;

    static Stream<Coalescing> ways() {
        return Stream.of(Coalescing.OFF, Coalescing.ALWAYS);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noTableShouldBeReadFromEndToEnd(Coalescing coalescing) {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, coalescing)) {
            MemoryStage here = MemoryStage.on(storage);
            TestTenant tenant = here.tenant();
            set(here, tenant.once("before"));
            on(admin, statement -> statement.execute("VACUUM ANALYZE")); // so that it is known how small they are
            for (int time = 0; time < TIMES; time++) {
                set(here, tenant.change());
                set(here, tenant.once("once " + time));
                here.upsertAll(aMemory(), aMemory().withKey("another"));
                Memory found = here.find(aMemory()).orElseThrow();
                here.update(aMemory().withContent("at " + time), found.version());
                here.delete(aMemory());
                here.restore(aMemory());
            }
        } // sessions tell what they read when they end

        assertThat(on(admin, GrowingTablesTest::wholeReads)).isZero();
    }

    private static void set(MemoryStage here, Change change) {
        here.tenant().tick();
        here.repository().upsert(here.tenant().scope(), aMemory().write(), change);
    }

    private static long wholeReads(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery(WHOLE_READS)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private static <T> T on(AdminConnection admin, Work<T> work) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            return work.with(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
