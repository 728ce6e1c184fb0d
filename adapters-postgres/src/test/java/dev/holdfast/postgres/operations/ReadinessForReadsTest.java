package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.ReadinessContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reads are served by whoever can be read. What copies have to do with it is tried with a real one, end to end. */
final class ReadinessForReadsTest extends OnPostgres implements ReadinessContract {
    private static final String ALTER =
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %%I %s', current_database()); END $$";

    @Override
    public Readiness readiness() {
        return storage().adapter().readinessForReads();
    }

    private static void say(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As some make a database when its disk is nearly full. */
    @Test
    void aDatabaseThatTakesNoWritesShouldBeReadyForReadsAlone() {
        AdminConnection admin = TestServer.migrated();
        say(admin, ALTER.formatted("SET default_transaction_read_only = on"));
        try (PostgresUnderTest spoilt = new PostgresUnderTest(admin)) {
            assertThat(spoilt.adapter().readiness().check().getFirst())
                    .isEqualTo(new Readiness.Check(
                            "database", false, "answers, and takes no writes: transactions are read-only"));
            assertThat(spoilt.adapter().readinessForReads().check()).allMatch(Readiness.Check::ok);
        }
    }

    /** The connection that asks is as old as the order not to write. */
    @Test
    void aDatabaseThatTakesWritesAgainShouldBeReadySoon() {
        AdminConnection admin = TestServer.migrated();
        say(admin, ALTER.formatted("SET default_transaction_read_only = on"));
        try (PostgresUnderTest mended = new PostgresUnderTest(admin)) {
            Readiness readiness = mended.adapter().readiness();
            assertThat(readiness.check()).anyMatch(check -> !check.ok());

            say(admin, ALTER.formatted("RESET default_transaction_read_only"));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(readiness.check()).allMatch(Readiness.Check::ok));
        }
    }

    @Test
    void aDatabaseThatCannotBeReadShouldNotBeReadyForReads() {
        try (PostgresUnderTest spoilt = new PostgresUnderTest()) {
            say(spoilt.admin(), "ALTER TABLE holdfast.recall NO FORCE ROW LEVEL SECURITY");

            assertThat(spoilt.adapter().readinessForReads().check())
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.ok()).isFalse();
                        assertThat(check.detail()).contains("isolation", "recall");
                    });
        }
    }
}
