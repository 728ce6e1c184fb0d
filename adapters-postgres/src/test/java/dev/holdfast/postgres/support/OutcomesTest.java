package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a transaction is, what becomes of it, and how that is counted. */
final class OutcomesTest extends OnPostgres {
    /** Statements that tell of their transaction, or do what theirs should not. */
    interface Probe {
        @Select(Entry.SQL + "SELECT concat_ws(', ', current_setting('transaction_isolation'),"
                + " current_setting('transaction_read_only'), current_setting('idle_in_transaction_session_timeout'))")
        String transaction(@Param("entry") Entry entry);

        @Select(Entry.SQL + "SELECT pg_backend_pid()")
        int process(@Param("entry") Entry entry);

        @Select(Entry.SQL + "SELECT count(*) FROM (SELECT pg_sleep(60)) AS slept")
        int sleep(@Param("entry") Entry entry);

        @Select(
                value = Entry.SQL + "WITH gone AS (DELETE FROM holdfast.idempotency_claim RETURNING 1)"
                        + " SELECT count(*) FROM gone",
                affectData = true)
        int delete(@Param("entry") Entry entry);
    }

    private final MetricRegistry metrics = new MetricRegistry();
    private HikariDataSource pool;
    private SqlRunner runner;
    private Scope scope;

    @BeforeAll
    void build() {
        pool = Pools.open(
                PostgresUnderTest.traffic(storage().admin(), storage().admin().jdbcUrl()), "probe", 2, metrics);
        runner = new SqlRunner(
                        "probe",
                        pool,
                        Sessions.over(pool, StatementWatch.NOBODY),
                        Duration.ofSeconds(5),
                        Coalescing.OFF,
                        metrics,
                        storage().clock())
                .with(Probe.class);
        scope = TestTenant.in(storage()).scope();
    }

    @AfterAll
    void end() {
        pool.close();
    }

    private String transaction() {
        return runner.read(
                scope,
                "probe.transaction",
                (session, entry) -> session.getMapper(Probe.class).transaction(entry));
    }

    private long ended(String name) {
        return metrics.timer("holdfast.transaction." + name).getCount();
    }

    @Test
    void aReadByItselfShouldBeATransactionThatOnlyReads() {
        assertThat(transaction()).isEqualTo("read committed, on, 10s");
        assertThatThrownBy(() -> runner.read(
                        scope,
                        "probe.delete",
                        (session, entry) -> session.getMapper(Probe.class).delete(entry)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(metrics.getGauges().get("holdfast.sql.probe.retry_budget").getValue())
                .as("what a primary refused is not repeated")
                .isEqualTo(100);
        assertThat(runner.<Integer>write(
                        scope,
                        "probe.delete",
                        (session, entry) -> session.getMapper(Probe.class).delete(entry)))
                .isZero();
    }

    @Test
    void aReadInsideATransactionShouldLeaveItAsItIs() {
        String inside = runner.inTransaction(scope, "probe.mixed", () -> {
            String first = transaction();
            runner.<Integer>write(
                    scope,
                    "probe.delete",
                    (session, entry) -> session.getMapper(Probe.class).delete(entry));
            return first;
        });

        assertThat(inside).isEqualTo("read committed, off, 10s");
    }

    @Test
    void whatBecameOfATransactionShouldBeCountedByItsName() {
        runner.inTransaction(scope, "probe.good", () -> 1);
        runner.inTransaction(scope, "probe.good", () -> runner.inTransaction(scope, "probe.inner", () -> 2));
        assertThatThrownBy(() -> runner.inTransaction(scope, "probe.bad", () -> {
                    throw new IllegalStateException("of the work");
                }))
                .hasMessage("of the work");
        assertThatThrownBy(() -> runner.inTransaction(scope, "probe.refused", () -> {
                    throw new NotFound("what was asked for");
                }))
                .isInstanceOf(NotFound.class);

        assertThat(ended("probe.good.committed")).isEqualTo(2);
        assertThat(ended("probe.inner.committed")).isZero();
        assertThat(ended("probe.bad.rolled_back")).isEqualTo(1);
        assertThat(ended("probe.refused.not_found")).isEqualTo(1);
    }

    @Test
    void aTransactionShouldEndWithItsDeadline() {
        Scope hasty = new Scope(
                scope.tenant(), scope.principal(), storage().clock().instant().plusMillis(300), scope.requestId());

        assertThatThrownBy(() -> runner.inTransaction(
                        hasty,
                        "probe.late",
                        () -> runner.<Integer>read(
                                hasty,
                                "probe.sleep",
                                (session, entry) ->
                                        session.getMapper(Probe.class).sleep(entry))))
                .isInstanceOf(DeadlineExceeded.class);

        assertThat(hasty.deadline().plusSeconds(2)).isAfter(storage().clock().instant());
        assertThat(ended("probe.late.deadline_exceeded")).isEqualTo(1);
    }

    /** The connection is gone, so there is nothing to roll back on. */
    @Test
    void aRollbackThatFailsShouldNotHideWhatFailedFirst() {
        IllegalStateException first = new IllegalStateException("first");

        assertThatThrownBy(() -> runner.inTransaction(scope, "probe.broken", () -> {
                    kill(runner.<Integer>read(
                            scope,
                            "probe.process",
                            (session, entry) -> session.getMapper(Probe.class).process(entry)));
                    throw first;
                }))
                .isSameAs(first)
                .satisfies(thrown ->
                        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(SQLException.class));
        assertThat(transaction()).startsWith("read committed");
    }

    @Test
    void budgetAndCircuitShouldBeSeen() {
        assertThat(metrics.getGauges().get("holdfast.sql.probe.retry_budget").getValue())
                .isEqualTo(100);
        assertThat(metrics.getGauges().get("holdfast.sql.probe.breaker_state").getValue())
                .isEqualTo(0);
        assertThat(metrics.getGauges().get("holdfast.sql.probe.breaker_refused").getValue())
                .isEqualTo(0L);
    }

    private void kill(int process) {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + process + ", 5000)");
        } catch (SQLException failed) {
            throw new StoreFault(failed);
        }
    }
}
