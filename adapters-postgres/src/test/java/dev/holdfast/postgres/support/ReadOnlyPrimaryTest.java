package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database that takes no writes, and then takes them again. Sessions hear neither: what a database is told counts for those that begin
 * afterwards.
 */
final class ReadOnlyPrimaryTest {
    private static final int SIZE = 2;

    interface Probe {
        @Select(
                value = Entry.SQL + "WITH gone AS (DELETE FROM holdfast.idempotency_claim RETURNING 1)"
                        + " SELECT count(*) FROM gone",
                affectData = true)
        int delete(@Param("entry") Entry entry);
    }

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final MetricRegistry metrics = new MetricRegistry();
    private final AdminConnection admin = TestServer.migrated();
    private final HikariDataSource pool = pool();
    private final SqlRunner runner = runner();

    private HikariDataSource pool() {
        order("SET default_transaction_read_only = on");
        return Pools.open(PostgresUnderTest.traffic(admin, admin.jdbcUrl()), "probe", SIZE, metrics);
    }

    private SqlRunner runner() {
        return new SqlRunner(
                        "probe",
                        pool,
                        Sessions.over(pool, StatementWatch.NOBODY),
                        Duration.ofSeconds(5),
                        Coalescing.OFF,
                        metrics,
                        clock)
                .with(Probe.class);
    }

    private void order(String what) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I " + what + "', current_database()); END $$");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void write() {
        Scope scope =
                new Scope(Fresh.tenantId(), TestTenant.ALICE, clock.instant().plusSeconds(5), "request-1");
        runner.<Integer>write(
                scope,
                "probe.delete",
                (session, entry) -> session.getMapper(Probe.class).delete(entry));
    }

    private void refused() {
        assertThatThrownBy(this::write).isInstanceOf(StoreUnavailable.class);
    }

    /** Each connection began before it did. */
    private void full() {
        await().until(() -> runner.figures().open() == SIZE);
    }

    @Test
    void whoTakesWritesAgainShouldGetThem() {
        full();
        order("RESET default_transaction_read_only");
        refused();

        await().untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(1));
            assertThatCode(this::write).doesNotThrowAnyException();
        });
    }

    /** Reads need them, and so does the database its peace. */
    @Test
    void refusalsShouldCostOneConnectionASecond() {
        full();
        for (int i = 0; i < 10 * SIZE; i++) {
            refused();
        }

        await().until(() -> runner.figures().open() == SIZE);
        assertThat(runner.figures().opened()).isEqualTo(SIZE + 1);
        assertThat(metrics.getGauges().get("holdfast.sql.probe.breaker_state").getValue())
                .isEqualTo(0);
    }

    /** Where the driver demands one that writes, nobody would come in its stead. */
    @ParameterizedTest
    @CsvSource({"any, true", "preferPrimary, true", "primary, false", "master, false"})
    void aConnectionShouldBeGivenUpForAnotherOnly(String demanded, boolean given) throws SQLException {
        order("RESET default_transaction_read_only");
        String url = admin.jdbcUrl() + (admin.jdbcUrl().contains("?") ? "&" : "?") + "targetServerType=" + demanded;
        try (HikariDataSource one = Pools.open(PostgresUnderTest.traffic(admin, url), "one", 1, metrics)) {
            Connection connection = one.getConnection();
            connection.close();

            assertThat(new Renewal(one, clock).replace(connection)).isEqualTo(given);
        }
    }

    /** A standby that is taken for the database says that there is none; a primary that takes no writes is there. */
    @Test
    void aCircuitShouldOpenBeforeAStandbyAndNotBeforeAPrimary() {
        Repeatable refused =
                new Repeatable(Failure.STANDBY, new StoreUnavailable(new IllegalStateException("takes no writes")));

        assertThat(after(refused)).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(after(refused.inVain())).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    private static CircuitBreaker.State after(Repeatable refused) {
        CircuitBreaker breaker = Resilience.breaker("test");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> breaker.executeRunnable(() -> {
                        throw refused;
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
        return breaker.getState();
    }
}
