package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.SchemaObject;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.TestServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A migrator whose connection is cut off at a statement leaves whole versions and nothing else, and whoever comes next goes on from
 * there. The database itself does the killing: a trigger counts the statements that change the schema, and ends the session at one.
 */
final class KilledMigratorTest {
    /** Many points of each script, the first statements of all of them, and the last ones. */
    private static final int STRIDE = 9;

    private static final String EXECUTIONER = """
            CREATE SCHEMA drill;
            CREATE SEQUENCE drill.statements;
            CREATE TABLE drill.fatal (at bigint NOT NULL);
            INSERT INTO drill.fatal VALUES (0);
            CREATE FUNCTION drill.kill() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF nextval('drill.statements') = (SELECT at FROM drill.fatal) THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    PERFORM pg_sleep(10);
                END IF;
            END
            $$;
            CREATE EVENT TRIGGER kill_made ON ddl_command_end EXECUTE FUNCTION drill.kill();
            CREATE EVENT TRIGGER kill_dropped ON sql_drop EXECUTE FUNCTION drill.kill();
            """;

    private final AdminConnection admin = TestServer.blank();
    private final RowsOfVersions database = new RowsOfVersions(admin);
    private final Map<Integer, List<SchemaObject>> whole = new HashMap<>();

    /** At that statement from now on; never at 0. */
    private void killAt(long statement) {
        database.execute("UPDATE drill.fatal SET at = " + statement + "; SELECT setval('drill.statements', 1, false)");
    }

    private boolean survives(Runnable step) {
        try {
            step.run();
            return true;
        } catch (DatabaseException killed) {
            return false;
        }
    }

    /**
     * Runs a step again and again and kills it, each time a little later; whole versions are all that shows in between.
     *
     * @param each whether to begin anew with every version, so that each is killed at its first statement and at many others
     * @return how often it was killed
     */
    private int killUntilItSurvives(Runnable step, boolean each) {
        int kills = 0;
        int version = new Migrations(admin).look().current();
        Set<Integer> versions = new HashSet<>();
        for (long statement = 1; ; statement += STRIDE) {
            killAt(statement);
            if (survives(step)) {
                killAt(0);
                assertThat(versions).as("stopped at many versions").hasSizeGreaterThan(3);
                return kills;
            }
            kills++;
            killAt(0);
            SchemaState state = new Migrations(admin).look();
            assertThat(state.problems()).isEmpty();
            assertThat(catalogue()).as("whole at %s", state.current()).isEqualTo(whole(state.current()));
            versions.add(state.current());
            if (each && state.current() != version) {
                version = state.current();
                statement = 1 - STRIDE;
            }
        }
    }

    private List<SchemaObject> catalogue() {
        return new Catalogue(admin).objects();
    }

    /** What a database looks like that went straight to a version. */
    private List<SchemaObject> whole(int version) {
        return whole.computeIfAbsent(version, wanted -> {
            AdminConnection other = TestServer.blank();
            new Bootstrap(other).run();
            if (wanted > 0) {
                new Migrations(other).migrateTo(wanted, line -> {});
            }
            return new Catalogue(other).objects();
        });
    }

    @Test
    void theNextRunShouldCompleteWhatAKilledOneLeft() {
        new Bootstrap(admin).run();
        List<SchemaObject> before = catalogue();
        database.execute(EXECUTIONER);

        int onTheWayUp = killUntilItSurvives(new Migrations(admin)::migrate, true);

        assertThat(onTheWayUp).isGreaterThan(25);
        assertThat(catalogue()).isEqualTo(new Catalogue(TestServer.migrated()).objects());

        int onTheWayDown = killUntilItSurvives(() -> new Undoing(admin).down(0, false, rollback -> {}), false);

        assertThat(onTheWayDown).isGreaterThan(10);
        assertThat(catalogue()).isEqualTo(before);
        assertThat(new Migrations(admin).look().rollbacks())
                .hasSize(MigrationScripts.known().size());
    }
}
