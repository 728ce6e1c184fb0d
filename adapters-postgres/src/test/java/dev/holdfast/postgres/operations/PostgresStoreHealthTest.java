package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.operations.Pulse;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreHealthContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.support.Coalescing;
import dev.holdfast.postgres.support.PoolConfig;
import dev.holdfast.postgres.support.PostgresConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PostgresStoreHealthTest extends OnPostgres implements StoreHealthContract {
    @Override
    public StoreHealth health() {
        return storage().adapter().health(storage().admin());
    }

    private static void execute(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Finding finding(StoreHealth health, String name) {
        return health.examine().stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long figure(Finding finding, String name) {
        return finding.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .mapToLong(Figure::value)
                .findFirst()
                .orElseThrow();
    }

    /** What is found in a database of its own after {@code sql} was run in it. */
    private static Finding after(String sql, String name) {
        try (PostgresUnderTest spoilt = new PostgresUnderTest()) {
            execute(spoilt.admin(), sql);
            return finding(spoilt.adapter().health(spoilt.admin()), name);
        }
    }

    @Test
    void aWorkingServerShouldBeSeenWhole() {
        assertThat(health().examine())
                .extracting(Finding::name)
                .containsExactly(
                        "database",
                        "schema",
                        "isolation",
                        "write",
                        "read",
                        "settings",
                        "connections",
                        "transactions",
                        "replication",
                        "disk",
                        "indexes",
                        "vectors");
        assertThat(health().examine())
                .filteredOn(finding -> !finding.name().equals("settings")) // the server of the tests is quick, not safe
                .allMatch(finding -> finding.status() == HealthStatus.OK);
        assertThat(figure(finding(health(), "disk"), "database")).isGreaterThan(1_000_000);
        assertThat(figure(finding(health(), "disk"), "free")).isPositive();
        assertThat(figure(finding(health(), "connections"), "used")).isPositive();
    }

    @Test
    void aProbeShouldLeaveNothingBehind() throws SQLException {
        health().examine();

        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT n_tup_ins, n_live_tup FROM (SELECT pg_stat_force_next_flush()) AS f,"
                                + " pg_stat_user_tables WHERE relname = 'idempotency_claim'")) {
            row.next();
            assertThat(row.getLong("n_live_tup")).isZero();
        }
    }

    @Test
    void rowsThatOtherTenantsSeeShouldBeAFailure() {
        Finding write = after("ALTER TABLE holdfast.idempotency_claim DISABLE ROW LEVEL SECURITY", "write");

        assertThat(write.status()).isEqualTo(HealthStatus.FAILED);
        assertThat(write.finding()).contains("row-level security does not bind");
    }

    @Test
    void aDatabaseThatTakesNoRowShouldBeAFailure() {
        Finding write = after("DROP TABLE holdfast.idempotency_claim", "write");

        assertThat(write.status()).isEqualTo(HealthStatus.FAILED);
        assertThat(write.finding()).contains("the schema is not there").doesNotContain("idempotency_claim");
    }

    @Test
    void unsafeSettingsShouldBeNamed() {
        assertThat(finding(health(), "settings").finding()).contains("off: fsync, synchronous_commit;", "destroy");

        Finding other = after("""
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$
                """, "settings");
        assertThat(other.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(other.finding()).contains("off: fsync;");
    }

    @Test
    void anInvalidIndexShouldBeNamed() {
        Finding indexes = after(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'holdfast.idempotency_claim_expiry'::regclass",
                "indexes");

        assertThat(indexes.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(indexes.next()).contains("REINDEX INDEX CONCURRENTLY holdfast.idempotency_claim_expiry;");
    }

    @Test
    void aTransactionThatDoesNothingShouldBeSeen() throws SQLException {
        try (Connection forgotten = storage().admin().open();
                Statement statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            statement.execute("SELECT 1");

            await().until(() -> figure(finding(health(), "transactions"), "oldest_idle_in_transaction") >= 1);
            assertThat(figure(finding(health(), "transactions"), "oldest_transaction"))
                    .isPositive();
        }
    }

    @Test
    void whatTheAdministratorMayNotSeeShouldBeAWarningThatSaysSo() {
        // The server of the tests trusts every password, so a user who does not exist stands for a wrong one.
        AdminConnection nobody = new AdminConnection(storage().admin().jdbcUrl(), "nobody_at_all", new Secret("wrong"));
        Finding unseen = finding(storage().adapter().health(nobody), "replication");
        assertThat(unseen.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(unseen.finding()).contains("not known", "user or password are wrong");
        assertThat(finding(storage().adapter().health(nobody), "write").status())
                .isEqualTo(HealthStatus.OK);
    }

    @Test
    void aDatabaseThatIsAwayShouldBeFoundInTimeWithTheSameNames() {
        AdminConnection away = new AdminConnection("jdbc:postgresql://127.0.0.1:1/x", "x", new Secret("x"));
        PostgresConfig hasty = new PostgresConfig(
                away.jdbcUrl(),
                away.user(),
                away.password(),
                Optional.empty(),
                PoolConfig.DEFAULT,
                "holdfast-test",
                PostgresConfig.SLOW_STATEMENT,
                Coalescing.ON);
        try (PostgresStorage nowhere = new PostgresStorage(hasty, new MetricRegistry(), Clock.systemUTC())) {
            Pulse pulse = nowhere.health(away).pulse();
            assertThat(pulse.answers()).isFalse();
            assertThat(pulse.latencyMs()).isLessThan(2_000);
            assertThat(pulse.finding()).contains("does not answer");

            List<Finding> findings = nowhere.health(away).examine();
            assertThat(findings)
                    .extracting(Finding::name)
                    .containsExactlyElementsOf(
                            health().examine().stream().map(Finding::name).toList());
            assertThat(findings)
                    .filteredOn(finding -> finding.status() == HealthStatus.FAILED)
                    .extracting(Finding::name)
                    .contains("database", "write", "read");
            assertThat(findings).noneMatch(finding -> finding.status() == HealthStatus.OK);
        }
    }

    @Test
    void aPoolShouldCountWhatItOpens() {
        storage().adapter().readiness().check();
        await().until(() -> health().pools().getFirst().opened() >= 2);
        PoolFigures requests = health().pools().getFirst();

        assertThat(requests.name()).isEqualTo("requests");
        assertThat(requests.size()).isEqualTo(8);
        assertThat(requests.opened() - requests.closed()).isEqualTo(requests.open());
    }

    @Test
    void aPoolThatIsShortShouldBeSeen() throws Exception {
        Scope scope = new Scope(
                new TenantId("crowd"),
                PrincipalId.system("test"),
                storage().clock().instant().plusSeconds(30),
                "test");
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (var crowd = Executors.newFixedThreadPool(9)) {
            Callable<Boolean> caller =
                    () -> storage().transactions().inTransaction(scope, "test.work", () -> awaited(mayEnd));
            List<Future<Boolean>> callers =
                    Stream.generate(() -> crowd.submit(caller)).limit(9).toList();
            try {
                await().until(() -> health().pools().getFirst().waiting() == 1);
                PoolFigures full = health().pools().getFirst();
                assertThat(full.inUse()).isEqualTo(8);
                assertThat(full.saturated()).isTrue();
                assertThat(full.finding().status()).isEqualTo(HealthStatus.WARNING);
                assertThat(health().pulse().answers()).isTrue();
                assertThat(finding(health(), "write").status()).isEqualTo(HealthStatus.OK);
            } finally {
                mayEnd.countDown();
            }
            for (Future<Boolean> each : callers) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(health().pools().getFirst().waits()).isPositive();
        assertThat(health().pools().getFirst().waitMs()).isPositive();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatIsMissingShouldBeNamed() {
        try (PostgresUnderTest spoilt = new PostgresUnderTest()) {
            execute(spoilt.admin(), """
                    ALTER TABLE holdfast.recall_feedback DROP COLUMN note;
                    DROP POLICY recall_tenant ON holdfast.recall;
                    ALTER TABLE holdfast.recall NO FORCE ROW LEVEL SECURITY;
                    """);
            var checks = spoilt.adapter().readiness().check();

            assertThat(checks).extracting(Readiness.Check::ok).containsExactly(true, false, false);
            assertThat(checks.get(1).detail())
                    .contains("lacks column recall_feedback.note, policy recall.recall_tenant");
            assertThat(checks.get(2).detail()).contains("row-level security is off for recall");
        }
    }

    @Test
    void aDatabaseThatNobodyMigratedShouldBeSaidToBeSuch() {
        AdminConnection blank = TestServer.blank();
        try (PostgresStorage empty = new PostgresStorage(
                PostgresUnderTest.traffic(blank, blank.jdbcUrl()), new MetricRegistry(), Clock.systemUTC())) {
            assertThat(empty.readiness().check().get(1).detail()).contains("nothing was migrated");
        }
    }
}
