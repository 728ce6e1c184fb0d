package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.operations.SchemaProblem;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema that is not what this program knows stops it before it changes anything, and a person can repair it. */
final class UnsoundSchemaTest {
    private static final String ROW =
            "INSERT INTO holdfast.schema_history (installed_rank, version, description, type, script, checksum,"
                    + " installed_by, execution_time, success) VALUES (99, ";

    private final AdminConnection admin = TestServer.migrated();
    private final RowsOfVersions database = new RowsOfVersions(admin);
    private final Migrations migrations = new Migrations(admin);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE holdfast.schema_history SET checksum = checksum + 1 WHERE version = '2'                | version 2 (audit) was applied from another script
            UPDATE holdfast.schema_history SET description = 'other' WHERE version = '2'                  | version 2 (audit) was applied from another script
            UPDATE holdfast.schema_history SET success = false WHERE version = '3'                        | version 3 (memories) began and did not come to its end
            DELETE FROM holdfast.schema_history WHERE version = '4'                                       | version 4 (knowledge) was left out
            UPDATE holdfast.schema_history SET version = '99', description = 'tomorrow' WHERE version = '11' | version 99 (tomorrow) is newer than this program
            """)
    void whatIsNotKnownShouldStopTheProgram(String damage, String finding) {
        database.execute(damage);
        SchemaState before = migrations.look();

        assertThat(before.problems())
                .extracting(SchemaProblem::finding)
                .anySatisfy(found -> assertThat(found).startsWith(finding));
        assertThatThrownBy(migrations::migrate)
                .isInstanceOf(SchemaRefusal.class)
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining(finding)
                .extracting(refusal -> ((SchemaRefusal) refusal).next())
                .asString()
                .isNotBlank();
        assertThat(migrations.look()).isEqualTo(before);
        assertThat(RepairPlan.of(before)).hasSameSizeAs(before.problems());
    }

    @Test
    void whatTheRepairPlanSaysShouldRepair() {
        database.execute("UPDATE holdfast.schema_history SET checksum = 1 WHERE version = '2'");
        database.execute(ROW + "'98', 'half', 'SQL', 'V98__half.sql', 1, 'x', 0, false)");

        RepairPlan.of(migrations.look())
                .forEach(step -> database.execute(step.sql().orElseThrow()));

        assertThat(migrations.look().problems()).isEmpty();
        assertThat(migrations.migrate()).isZero();
    }

    @Test
    void aDatabaseWithoutAnythingShouldBeLookedAt() {
        SchemaState state = new Migrations(TestServer.blank()).look();

        assertThat(state.current()).isZero();
        assertThat(state.isSound()).isTrue();
        assertThat(state.waiting()).hasSameSizeAs(MigrationScripts.known());
    }

    @Test
    void stoppingOnTheWayUpShouldBePossibleAndGoingBackByItShouldNot() {
        AdminConnection other = TestServer.blank();
        new Bootstrap(other).run();
        Migrations slow = new Migrations(other);

        assertThat(slow.migrateTo(2, line -> {})).hasSize(2);
        assertThat(slow.look().current()).isEqualTo(2);
        assertThatThrownBy(() -> slow.migrateTo(1, line -> {}))
                .isInstanceOf(SchemaRefusal.class)
                .extracting(refusal -> ((SchemaRefusal) refusal).next())
                .asString()
                .contains("migrate down --to 1");
    }
}
