package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a schema again what this program expects, as far as nothing has to be taken away for it: what is missing is made, and what can
 * be said again is. All of it is one transaction. A step that fails is undone and does not keep the others back: row-level security
 * comes back even if some index cannot.
 */
public final class SchemaRepair {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRepair.class);
    private static final String ADMINISTRATOR = "none";

    private static final String PATIENT = "SET LOCAL lock_timeout = '10s'";

    /** Only its owner may speak of these, who may be anybody by now. */
    private static final Set<String> OF_OWNERS = Set.of("owner", "grant", "public_execution");

    /** Said in the stead of an error when a role may do nothing of a GRANT or REVOKE, and nothing was done. */
    private static final Set<String> NOTHING_DONE = Set.of("01006", "01007");

    private static final Pattern GIVEN_AWAY =
            Pattern.compile("ALTER FUNCTION (holdfast\\.\\w+\\().* OWNER TO (holdfast_\\w+)");

    /** By what each begins with, the functions that do not belong to the owner of all else. */
    private static final Map<String, String> OWNERS = ExpectedSchema.objects().stream()
            .map(object -> GIVEN_AWAY.matcher(object.definition()))
            .filter(given -> given.matches() && !given.group(2).equals(Migrations.OWNER))
            .collect(Collectors.toUnmodifiableMap(
                    given -> given.group(1), given -> given.group(2), (one, other) -> one));

    /** Who could do a step, and how he would say it. */
    private record Way(String role, String sql) {}

    /**
     * One thing to do.
     *
     * @param sql one statement, or a few that belong together
     */
    public record Step(Drift drift, String sql) {}

    /** What is left as it is, and what a person can do about it. */
    public record Left(Drift drift, String advice) {}

    /**
     * What would be done.
     *
     * @param steps in the order in which they can be done
     */
    public record Plan(SchemaComparison compared, List<Step> steps, List<Left> left) {
        public Plan {
            steps = List.copyOf(steps);
            left = List.copyOf(left);
        }

        /** As psql takes it. */
        public String sql() {
            StringBuilder sql = new StringBuilder();
            if (!steps.isEmpty()) {
                sql.append("BEGIN;\n").append(SchemaBackup.QUIETLY);
                for (Step step : steps) {
                    Way way = waysOf(step, compared).getFirst();
                    sql.append("\n-- ").append(step.drift().state().name().toLowerCase(Locale.ROOT));
                    sql.append(": ").append(step.drift().object().title());
                    sql.append("\nSET LOCAL ROLE ").append(way.role()).append(";\n");
                    sql.append(way.sql()).append(";\n");
                }
                sql.append("\nCOMMIT;\n");
            }
            return sql.toString();
        }
    }

    /** A step that could not be done, and why. */
    public record Failed(Step step, String reason) {}

    /**
     * What was done.
     *
     * @param after how the schema is now
     */
    public record Outcome(List<Step> done, List<Failed> failed, List<Left> left, SchemaComparison after) {
        public Outcome {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
            left = List.copyOf(left);
        }
    }

    private final AdminConnection admin;

    public SchemaRepair(AdminConnection admin) {
        this.admin = admin;
    }

    /** @throws SchemaRefusal when the versions are not sound, or the schema is of another version than this program's */
    public Plan plan() {
        Migrations.requireSound(new Migrations(admin).look());
        SchemaComparison compared = new Catalogue(admin).compare();
        requireComparable(compared);
        List<Step> steps = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (Drift drift : compared.drifts()) {
            Mending.sql(drift).ifPresent(sql -> steps.add(new Step(drift, sql)));
        }
        // Whoever has been given a table keeps its owner from mending it.
        steps.sort(Comparator.comparing(step -> !isOfAStranger(step.drift())));
        for (Drift drift : compared.named()) {
            if (Mending.sql(drift).isEmpty()) {
                left.add(new Left(drift, Mending.advice(drift)));
            }
        }
        return new Plan(compared, steps, left);
    }

    private static boolean isOfAStranger(Drift drift) {
        return drift.state() == DriftState.CHANGED
                && drift.object().kind().equals("owner")
                && drift.object().definition().endsWith(" TO " + Migrations.OWNER);
    }

    /** @throws SchemaRefusal when it is of another version than this program's: then everything would differ */
    public static void requireComparable(SchemaComparison compared) {
        if (!compared.isComparable()) {
            throw new SchemaRefusal(
                    "the schema is at version " + compared.version() + ", and this program knows what version "
                            + compared.expectedVersion() + " is made of",
                    compared.version() < compared.expectedVersion()
                            ? "Bring it up to date first: holdfast migrate up."
                            : "Run the program that brought it.");
        }
    }

    /**
     * Does what {@link #plan} says.
     *
     * @param progress gets a line for each step
     */
    public Outcome run(Consumer<String> progress) {
        try (Turn turn = Turn.take(admin);
                Connection connection = admin.open()) {
            Plan plan = plan();
            List<Step> done = new ArrayList<>();
            List<Failed> failed = new ArrayList<>();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PATIENT);
                statement.execute(SchemaBackup.QUIETLY);
            }
            for (Step step : plan.steps()) {
                progress.accept(step.drift().object().title());
                try {
                    run(connection, step, plan.compared());
                    done.add(step);
                } catch (SQLException refused) {
                    LOG.debug("a step of the repair failed", refused);
                    failed.add(new Failed(step, reason(refused)));
                }
            }
            connection.commit();
            return new Outcome(done, failed, plan.left(), new Catalogue(admin).compare());
        } catch (SQLException failed) {
            throw new DatabaseException(
                    "the schema could not be repaired, and is as it was (SQLSTATE " + failed.getSQLState() + ")",
                    failed);
        }
    }

    private static void run(Connection connection, Step step, SchemaComparison compared) throws SQLException {
        List<Way> ways = waysOf(step, compared);
        for (Way way : ways) {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL ROLE " + way.role());
                statement.clearWarnings();
                statement.execute(way.sql());
                requireDone(statement);
                connection.releaseSavepoint(before);
                return;
            } catch (SQLException refused) {
                connection.rollback(before);
                boolean another = !way.equals(ways.getLast());
                if (!another || !isForbidden(refused)) {
                    throw refused;
                }
            }
        }
    }

    private static boolean isForbidden(SQLException refused) {
        return Backup.INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())
                || NOTHING_DONE.contains(refused.getSQLState());
    }

    private static void requireDone(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (NOTHING_DONE.contains(warning.getSQLState())) {
                throw new SQLException(warning.getMessage(), warning.getSQLState());
            }
        }
    }

    /** The likeliest first. */
    private static List<Way> waysOf(Step step, SchemaComparison compared) {
        SchemaObject object = step.drift().object();
        Way administrator = new Way(ADMINISTRATOR, step.sql());
        if (SchemaScript.BOOTSTRAPPED.contains(object.kind())) {
            return List.of(administrator);
        }
        Way owner = new Way(Migrations.OWNER, step.sql());
        List<Way> ways = new ArrayList<>(
                OF_OWNERS.contains(object.kind()) ? List.of(administrator, owner) : List.of(owner, administrator));
        functionOf(step.drift()).ifPresent(function -> {
            Way his = asOwner(object, OWNERS.getOrDefault(function, Migrations.OWNER), step.sql());
            ways.add(isHis(function, compared) ? 0 : ways.size(), his);
        });
        return ways;
    }

    /** Whether the function is there, and belongs to whom it should. */
    private static boolean isHis(String function, SchemaComparison compared) {
        return compared.drifts().stream()
                .filter(drift -> drift.object().definition().contains("FUNCTION " + function))
                .noneMatch(drift -> drift.object().kind().equals("owner")
                        || (drift.object().kind().equals("function") && drift.state() == DriftState.MISSING));
    }

    /** The function that is spoken of, when it is not the owner's of all else. */
    private static Optional<String> functionOf(Drift drift) {
        String kind = drift.object().kind();
        boolean spoken = kind.equals("grant")
                || kind.equals("public_execution")
                || (kind.equals("function") && drift.state() == DriftState.CHANGED);
        return spoken
                ? OWNERS.keySet().stream()
                        .filter(function -> drift.object().definition().contains("FUNCTION " + function))
                        .findFirst()
                : Optional.empty();
    }

    /** To replace a function, even its owner has to be allowed to make one. */
    private static Way asOwner(SchemaObject object, String role, String sql) {
        return object.kind().equals("function")
                ? new Way(
                        Migrations.OWNER,
                        "GRANT CREATE ON SCHEMA holdfast TO " + role + "; SET LOCAL ROLE " + role + "; " + sql
                                + "; SET LOCAL ROLE " + Migrations.OWNER + "; REVOKE CREATE ON SCHEMA holdfast FROM "
                                + role)
                : new Way(role, sql);
    }

    private static String reason(SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.replaceFirst("^ERROR: ", "").lines().findFirst().orElse("");
    }
}
