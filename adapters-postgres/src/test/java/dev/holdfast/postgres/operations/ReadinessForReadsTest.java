package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.ReadinessContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Reads are served by whoever can be read. What copies have to do with it is tried with a real one, end to end. */
final class ReadinessForReadsTest extends OnPostgres implements ReadinessContract {
    @Override
    public Readiness readiness() {
        return storage().adapter().readinessForReads();
    }

    private static void say(PostgresUnderTest storage, String sql) {
        try (Connection connection = storage.admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As some make a database when its disk is nearly full. */
    @Test
    void aDatabaseThatTakesNoWritesShouldBeReadyForReadsAlone() {
        try (PostgresUnderTest spoilt = new PostgresUnderTest()) {
            say(
                    spoilt,
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
                            + " current_database()); END $$");

            assertThat(spoilt.adapter().readiness().check().getFirst())
                    .isEqualTo(new Readiness.Check(
                            "database", false, "answers, and takes no writes: transactions are read-only"));
            assertThat(spoilt.adapter().readinessForReads().check()).allMatch(Readiness.Check::ok);
        }
    }

    @Test
    void aDatabaseThatCannotBeReadShouldNotBeReadyForReads() {
        try (PostgresUnderTest spoilt = new PostgresUnderTest()) {
            say(spoilt, "ALTER TABLE holdfast.recall NO FORCE ROW LEVEL SECURITY");

            assertThat(spoilt.adapter().readinessForReads().check())
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.ok()).isFalse();
                        assertThat(check.detail()).contains("isolation", "recall");
                    });
        }
    }
}
