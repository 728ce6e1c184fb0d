package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.MigrationState;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaObject;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Taking versions back: whole, on record, and never at the cost of rows that nobody gave up. */
final class UndoingTest {
    private final AdminConnection admin = TestServer.migrated();
    private final Undoing undoing = new Undoing(admin);
    private final RowsOfVersions rows = new RowsOfVersions(admin);
    private final int newest = MigrationScripts.known().getLast().version();

    private SchemaState state() {
        return new Migrations(admin).look();
    }

    @Test
    void whatWouldBeLostShouldBeNamedAndKept() {
        rows.write(11);
        List<SchemaObject> catalogue = new Catalogue(admin).objects();
        SchemaState before = state();

        assertThatThrownBy(() -> undoing.down(9, false, rollback -> {}))
                .isInstanceOf(SchemaRefusal.class)
                .hasMessageContaining("table graph_entity: 1 row")
                .hasMessageContaining("table recall: 1 row")
                .hasMessageContaining("table recall_feedback: 1 row")
                .hasMessageNotContaining("memory")
                .extracting(refusal -> ((SchemaRefusal) refusal).next())
                .asString()
                .contains("--allow-data-loss");

        assertThat(new Catalogue(admin).objects()).isEqualTo(catalogue);
        assertThat(state()).isEqualTo(before);
        assertThat(rows.number("SELECT count(*) FROM holdfast.recall")).isEqualTo(1);
    }

    /** What servers write between the backup and the end would be in neither. */
    @Test
    void nothingShouldBeLostWhileServersGoOn() {
        rows.write(11);
        try (PostgresUnderTest server = new PostgresUnderTest(admin)) {
            assertThat(server.adapter().readiness().check()).isNotEmpty(); // has a connection now

            assertThatThrownBy(() -> undoing.down(9, true, rollback -> {}))
                    .isInstanceOf(SchemaRefusal.class)
                    .hasMessageContaining("connections of Holdfast servers are open");
            assertThat(state().current()).isEqualTo(newest);
        }

        undoing.down(9, true, rollback -> {});
        assertThat(state().current()).isEqualTo(9);
    }

    @Test
    void aPlanShouldCountAndChangeNothing() {
        rows.write(11);
        SchemaState before = state();

        Undoing.Plan plan = undoing.plan(10);

        assertThat(plan.from()).isEqualTo(newest);
        assertThat(plan.versions()).extracting(Migration::version).contains(11).doesNotContain(10);
        assertThat(plan.losses())
                .contains(
                        new Loss("graph_entity", Optional.empty(), 1),
                        new Loss("graph_observation", Optional.empty(), 1),
                        new Loss("graph_relation", Optional.empty(), 1));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aLostColumnShouldBeNamedWithItsValues() {
        rows.write(3);

        assertThat(undoing.plan(4).losses()).containsExactly(new Loss("memory", Optional.of("length"), 3));
    }

    @Test
    void whatIsTakenBackShouldBeOnRecord() {
        rows.write(11);

        List<Rollback> done = undoing.down(9, true, rollback -> {});

        SchemaState state = state();
        assertThat(state.current()).isEqualTo(9);
        assertThat(state.isSound()).isTrue();
        assertThat(state.rollbacks()).hasSameSizeAs(done).last().satisfies(last -> {
            assertThat(last.version()).isEqualTo(10);
            assertThat(last.description()).isEqualTo("recall ledger");
            assertThat(last.from()).isEqualTo(newest);
            assertThat(last.to()).isEqualTo(9);
            assertThat(last.undoing().by()).isEqualTo("postgres");
            assertThat(last.undoing().at()).isAfterOrEqualTo(last.installation().at());
            assertThat(last.losses())
                    .containsExactly(
                            new Loss("recall", Optional.empty(), 1), new Loss("recall_feedback", Optional.empty(), 1));
        });
        assertThat(state.migrations().get(9).state()).isEqualTo(MigrationState.UNDONE);

        new Migrations(admin).migrate();

        assertThat(state().migrations()).extracting(Migration::state).containsOnly(MigrationState.APPLIED);
        assertThat(state().rollbacks()).hasSameSizeAs(done);
    }

    @Test
    void goingDownToWhereItIsShouldDoNothing() {
        assertThat(undoing.down(newest, false, rollback -> {})).isEmpty();
        assertThat(state().rollbacks()).isEmpty();
    }

    @Test
    void goingDownToWhereItHasNotBeenShouldBeRefused() {
        assertThatThrownBy(() -> undoing.down(newest + 1, true, rollback -> {}))
                .isInstanceOf(SchemaRefusal.class)
                .hasMessageContaining("cannot go down to " + (newest + 1));
        assertThatThrownBy(() -> undoing.plan(-1)).isInstanceOf(SchemaRefusal.class);
    }

    @Test
    void whatAnotherScriptMadeShouldNotBeTakenBackByThisOne() {
        rows.execute("UPDATE holdfast.schema_history SET checksum = 1 WHERE version = '10'");

        assertThatThrownBy(() -> undoing.down(9, true, rollback -> {}))
                .isInstanceOf(SchemaRefusal.class)
                .hasMessageContaining("version 10 (recall ledger)");
        assertThat(state().current()).isEqualTo(newest);
    }

    @Test
    void whoeverUsesTheTablesShouldNotBeCutOff() throws SQLException {
        try (Connection user = admin.open();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM holdfast.memory");

            Undoing impatient = new Undoing(admin, Duration.ofMillis(100));
            assertThatThrownBy(() -> impatient.down(9, false, rollback -> {}))
                    .isInstanceOf(SchemaRefusal.class)
                    .hasMessageContaining("somebody else uses the tables");
        }
        assertThat(state().current()).isEqualTo(newest);
    }
}
