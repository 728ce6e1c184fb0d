package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.operations.QueryAnswer;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreQueriesContract;
import dev.holdfast.ports.operations.StoreQuery;
import dev.holdfast.postgres.OnPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators may ask, and that nothing they ask leads out of their tenant. */
final class PostgresQueriesTest extends OnPostgres implements StoreQueriesContract {
    private MemoryStage here;
    private MemoryStage there;

    @BeforeAll
    void fill() {
        here = MemoryStage.on(storage());
        there = here.neighbour();
        here.upsertAll(
                aMemory().withKey("a").withContent("mine"),
                aMemory().withKey("b").withContent("mine"));
        there.upsertAll(
                aMemory().withKey("a").withContent("foreign"),
                aMemory().withKey("b").withContent("foreign"),
                aMemory().withKey("c").withContent("foreign"));
    }

    @Override
    public StoreQueries queries() {
        return storage().adapter().queries();
    }

    private QueryAnswer ask(String sql, String... parameters) {
        return queries()
                .answer(here.tenant().scope(), new StoreQuery(sql, List.of(parameters), StoreQuery.DEFAULT_ROWS));
    }

    private String other() {
        return there.tenant().id().value();
    }

    @Test
    void aQuestionShouldBeAnsweredWithColumnsInTheirOrderAndTypedValues() {
        QueryAnswer answer = ask(
                "SELECT key, importance, tags, metadata, expires_at, version > 0 AS real FROM memory"
                        + " WHERE key = $1 AND importance >= $2::int",
                "a",
                "1");

        assertThat(answer.columns()).containsExactly("key", "importance", "tags", "metadata", "expires_at", "real");
        assertThat(answer.truncated()).isFalse();
        assertThat(answer.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.members())
                        .containsEntry("key", "a")
                        .containsEntry("real", true)
                        .containsEntry("expires_at", null)
                        .hasEntrySatisfying(
                                "importance", value -> assertThat(value).isInstanceOf(BigDecimal.class)));
    }

    @Test
    void noRowShouldBeNoColumnsAndAParameterThatWasNotGivenNull() {
        assertThat(ask("SELECT key FROM memory WHERE key = 'absent'").rows()).isEmpty();
        QueryAnswer answer = queries()
                .answer(here.tenant().scope(), new StoreQuery("SELECT $2 IS NULL AS nothing", List.of("first"), 1));
        assertThat(answer.rows().getFirst().members()).containsEntry("nothing", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT content FROM memory",
                "SELECT content FROM holdfast.memory WHERE tenant_id = '$other'",
                "SELECT content, set_config('holdfast.tenant', '$other', true) FROM memory",
                "WITH x AS MATERIALIZED (SELECT set_config('holdfast.tenant', '$other', true) AS t)"
                        + " SELECT m.content FROM x CROSS JOIN LATERAL (SELECT * FROM memory WHERE x.t <> '') AS m",
                "WITH x AS MATERIALIZED (SELECT set_config('holdfast.tenant', '$other', false) AS t)"
                        + " SELECT m.content FROM x, memory AS m",
                "WITH x AS MATERIALIZED (SELECT set_config('holdfast.operator', 'on', true) AS t)"
                        + " SELECT m.content FROM x, memory AS m",
                "SELECT content FROM memory_history UNION ALL SELECT content FROM memory",
                "SELECT array_to_string(xpath('//content/text()', query_to_xml('SELECT set_config(''holdfast.tenant'', ''$other'', true);"
                        + " ', false, true, '') ), ',') AS content FROM memory WHERE false",
                "SELECT query_to_xml('SELECT m.content FROM (SELECT set_config(''holdfast.tenant'', ''$other'', true)) AS x,"
                        + " holdfast.memory AS m', true, false, '')::text AS content",
                "SELECT subject_name AS content FROM audit_entry"
            })
    void noQuestionShouldBeAnsweredWithAForeignRow(String sql) {
        QueryAnswer answer = ask(sql.replace("$other", other()));

        assertThat(answer.rows()).noneMatch(row -> row.members().toString().contains("foreign"));
    }

    @Test
    void aFunctionOfOneTransactionShouldSeeItsOwnTenantWhateverIsSetBetweenItsSteps() {
        QueryAnswer answer = ask("""
                SELECT (SELECT count(*) FROM memory) AS before,
                       query_to_xml(format('SELECT set_config(%L, %L, true)', 'holdfast.tenant', $1), false, true, '')::text AS set,
                       query_to_xml('SELECT count(*) FROM holdfast.memory', false, true, '')::text AS after
                """, other());

        assertThat(answer.rows().getFirst().members().get("after").toString())
                .doesNotContain("<count>3</count>")
                .contains("<count>0</count>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM api_key",
                "SELECT * FROM tenant",
                "SELECT * FROM idempotency_claim",
                "SELECT * FROM query_ticket",
                "SELECT * FROM embedding",
                "SELECT * FROM pg_authid",
                "SELECT * FROM pg_statistic",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_ls_dir('.')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT set_config('role', 'holdfast_app', true)",
                "SELECT set_config('role', 'none', true)",
                "SELECT set_config('role', 'postgres', false)",
                "SELECT set_config('session_authorization', 'postgres', true)",
                "SELECT set_config('session_replication_role', 'replica', true)",
                "SELECT set_config('transaction_read_only', 'off', true)",
                "SELECT holdfast.few_hashes('memory', '{}', 10)",
                "SELECT holdfast.refresh_statistics('memory', now())",
                "SET ROLE holdfast_app",
                "RESET ROLE",
                "SHOW holdfast.tenant",
                "EXPLAIN ANALYZE SELECT * FROM memory",
                "INSERT INTO query_ticket VALUES ('$other') RETURNING 1",
                "WITH x AS (DELETE FROM memory RETURNING 1) SELECT * FROM x",
                "UPDATE memory SET content = 'x' RETURNING 1",
                "SELECT * FROM memory FOR UPDATE",
                "SELECT * INTO TEMP mine FROM memory",
                "CREATE TEMP TABLE mine AS SELECT 1",
                "COPY memory TO STDOUT",
                "COPY memory TO PROGRAM 'cat'",
                "DO $$ BEGIN PERFORM 1; END $$",
                "CALL nothing()",
                "LISTEN x",
                "LOCK TABLE memory",
                "COMMIT",
                "ROLLBACK",
                "BEGIN",
                "SELECT 1; SELECT 2",
                "SELECT 1; SET ROLE holdfast_app; SELECT * FROM api_key",
                "SELECT nextval('x')",
                "SELECT 1 AS a, 2 AS a",
                "SELEC 1",
                "SELECT $11",
                "SELECT 1 / 0",
                "SELECT 10::numeric ^ 5000 AS n",
                "SELECT repeat('9', 400)::numeric AS n",
                "SELECT array_agg(i) AS n FROM generate_series(1, 20000) AS i",
                "SELECT 'x'::int"
            })
    void whatIsNoQuestionOrNotForQuestionsShouldBeRefused(String sql) {
        assertThatThrownBy(() -> ask(sql.replace("$other", other())))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(violation -> violation.pointer())
                                .containsExactly("/sql"));
        assertThat(ask("SELECT count(*) AS n FROM memory").rows().getFirst().members())
                .containsEntry("n", BigDecimal.valueOf(2));
    }

    @Test
    void aRefusalShouldSayWhereAndNeverWhatIsInARow() {
        assertThatThrownBy(() -> ask("SELECT nothing FROM memory"))
                .hasMessageContaining("there is no such column (SQLSTATE 42703), at character 8");
        assertThatThrownBy(() -> ask("SELECT content::int FROM memory"))
                .hasMessageContaining("does not fit its type")
                .hasMessageNotContaining("mine");
    }

    @Test
    void whatWouldTakeTooLongShouldEndWithTheDeadline() {
        Scope hasty = new Scope(
                here.tenant().id(),
                here.tenant().scope().principal(),
                storage().clock().instant().plus(Duration.ofMillis(300)),
                "request-1");

        assertThatThrownBy(() -> queries()
                        .answer(
                                hasty,
                                new StoreQuery(
                                        "SELECT set_config('statement_timeout', '0', true), pg_sleep(60)",
                                        List.of(),
                                        1)))
                .isInstanceOf(DeadlineExceeded.class);
        assertThat(hasty.deadline().plusSeconds(3)).isAfter(storage().clock().instant());
    }

    @Test
    void anAnswerShouldHaveABoundedNumberOfRowsAndBytes() {
        QueryAnswer few = queries()
                .answer(
                        here.tenant().scope(),
                        new StoreQuery("SELECT i FROM generate_series(1, 100) AS i", List.of(), 3));
        assertThat(few.rows()).hasSize(3);
        assertThat(few.truncated()).isTrue();
        assertThat(queries()
                        .answer(
                                here.tenant().scope(),
                                new StoreQuery("SELECT i FROM generate_series(1, 3) AS i", List.of(), 3))
                        .truncated())
                .isFalse();

        QueryAnswer wide = ask("SELECT repeat('x', 300000) AS x FROM generate_series(1, 50)");
        assertThat(wide.rows()).hasSize(3);
        assertThat(wide.truncated()).isTrue();
        QueryAnswer one = ask("SELECT repeat('x', 3000000) AS x");
        assertThat(one.rows()).isEmpty();
        assertThat(one.truncated()).isTrue();
    }

    @Test
    void nothingShouldBeLeftBehind() throws SQLException {
        ask("SELECT pg_advisory_lock(4711), set_config('holdfast.tenant', '" + other() + "', false)");
        assertThatThrownBy(() -> ask("SELECT pg_advisory_lock(4711), 1 / 0")).isInstanceOf(InvalidInput.class);

        assertThat(number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"))
                .isZero();
        assertThat(number("SELECT count(*) FROM holdfast.query_ticket")).isZero();
    }

    /** Whatever runs as somebody else does what its owner may, for whoever calls it. */
    @Test
    void noFunctionThatRunsAsSomebodyElseShouldBeInReachOfAQuestion() throws SQLException {
        assertThat(number("""
                SELECT count(*) FROM pg_proc
                WHERE prosecdef AND has_function_privilege('holdfast_query', oid, 'EXECUTE')
                  AND proname NOT IN ('query_tenant', 'run_query')
                """)).isZero();
        assertThat(number("""
                SELECT count(*) FROM pg_proc
                WHERE proname IN ('query_tenant', 'run_query') AND has_function_privilege('holdfast_search', oid, 'EXECUTE')
                  AND proowner <> 'holdfast_search'::regrole
                """)).isZero();
    }

    /** A table that a question may read has a policy that asks for the ticket, beside the one that asks for the setting. */
    @Test
    void everyTableInReachShouldAskForTheTicket() throws SQLException {
        assertThat(number("""
                SELECT count(*) FROM pg_class AS c
                WHERE relnamespace = 'holdfast'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                  AND has_any_column_privilege('holdfast_query', oid, 'SELECT, INSERT, UPDATE')
                  AND NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND NOT p.polpermissive
                                  AND p.polroles = ARRAY['holdfast_query'::regrole::oid]
                                  AND pg_get_expr(p.polqual, p.polrelid) LIKE '%query_tenant%')
                """)).isZero();
        assertThat(number("""
                SELECT count(*) FROM pg_class
                WHERE relnamespace = 'holdfast'::regnamespace AND has_table_privilege('holdfast_query', oid, 'SELECT')
                """)).isGreaterThan(10);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aQuestionWithoutATicketShouldBeRefused() throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE holdfast_app");
            statement.execute("SELECT set_config('holdfast.tenant', '" + other() + "', true)");
            assertThatThrownBy(() -> statement.executeQuery(
                            "SELECT * FROM holdfast.run_query('SELECT * FROM memory', '{}', 10, 1000)"))
                    .hasMessageContaining("holdfast.tenant is not set");
            connection.rollback();
        }
    }
}
