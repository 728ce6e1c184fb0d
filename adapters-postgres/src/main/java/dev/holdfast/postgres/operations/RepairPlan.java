package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.SchemaProblem;
import dev.holdfast.domain.operations.SchemaState;
import java.util.List;
import java.util.Optional;

/** What it would take to make a schema usable again. It is for people to judge and to do: nothing here is done by the program. */
public final class RepairPlan {
    private static final String AS_OWNER = "SET ROLE holdfast_owner; ";

    /**
     * One thing to do.
     *
     * @param finding what is wrong
     * @param advice what to look at before, and what else could be done
     * @param sql what to run in the database; empty where nothing in it is to be changed by hand
     */
    public record Step(int version, String finding, String advice, Optional<String> sql) {}

    private RepairPlan() {}

    /** In the order in which it has to be done; empty when there is nothing to repair. */
    public static List<Step> of(SchemaState state) {
        return state.problems().stream().map(RepairPlan::step).toList();
    }

    private static Step step(SchemaProblem problem) {
        Migration migration = problem.migration();
        return switch (migration.state()) {
            case APPLIED, PENDING, UNDONE, UNKNOWN ->
                new Step(migration.version(), problem.finding(), problem.next(), Optional.empty());
            case CHANGED ->
                new Step(
                        migration.version(),
                        problem.finding(),
                        "Compare the script that was applied with this program's. Where they do the same (only comments differ,"
                                + " say), accept this one; else run the program that applied the other.",
                        Optional.of(AS_OWNER + "UPDATE holdfast.schema_history SET checksum = " + migration.checksum()
                                + ", description = '" + migration.description() + "' WHERE version = '"
                                + migration.version() + "';"));
            case FAILED ->
                new Step(
                        migration.version(),
                        problem.finding(),
                        "Make sure that nothing the version makes is there: scripts are whole transactions, so somebody wrote this"
                                + " row or ran the script by hand. Then forget the attempt, and run: holdfast migrate up.",
                        Optional.of(AS_OWNER + "DELETE FROM holdfast.schema_history WHERE version = '"
                                + migration.version() + "' AND NOT success;"));
        };
    }
}
