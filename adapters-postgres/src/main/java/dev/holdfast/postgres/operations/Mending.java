package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What puts one object right without taking anything away; where nothing does, what a person can do. */
final class Mending {
    /** Whoever says it again has said it: their statements replace what is there, and touch no row. */
    private static final Set<String> SAID_AGAIN =
            Set.of("function", "trigger", "default", "storage", "option", "public_execution", "owner");

    private static final String NOT_VALID = " NOT VALID";
    private static final String INVALID = " /* invalid */";
    private static final String DISABLED = " /* disabled */";
    private static final Pattern POLICY =
            Pattern.compile("CREATE POLICY (\\S+) ON (\\S+) (AS \\w+ FOR \\w+) TO (.*)", Pattern.DOTALL);

    private static final Pattern GIVEN = Pattern.compile("ALTER .* OWNER TO (holdfast_\\w+)");

    private static final Pattern FOREIGN_KEY =
            Pattern.compile("ALTER TABLE (\\S+) ADD CONSTRAINT .* FOREIGN KEY .* REFERENCES ([^\\s(]+)\\(.*");

    /** The owner of these tables is bound by their policies. */
    private static final Set<String> FORCED = ExpectedSchema.objects().stream()
            .filter(object -> object.kind().equals("forced_row_security"))
            .map(SchemaObject::definition)
            .collect(Collectors.toUnmodifiableSet());

    private Mending() {}

    /** Empty when a person has to decide. */
    static Optional<String> sql(Drift drift) {
        SchemaObject object = drift.object();
        return switch (drift.state()) {
            case MISSING -> Optional.of(checked(object, said(object)));
            case CHANGED -> changed(object, drift.found().orElse(""));
            case EXTRA -> Optional.empty();
        };
    }

    /** To be given a function, its new owner has to be allowed to make one. */
    private static String said(SchemaObject object) {
        String definition = object.definition();
        return ownRole(object)
                .map(role -> "GRANT CREATE ON SCHEMA holdfast TO " + role + "; " + definition
                        + "; REVOKE CREATE ON SCHEMA holdfast FROM " + role)
                .orElse(definition);
    }

    /** The role of ours that is given something, beside the owner of all else. */
    static Optional<String> ownRole(SchemaObject object) {
        Matcher given = GIVEN.matcher(object.definition());
        return object.kind().equals("owner")
                        && given.matches()
                        && !given.group(1).equals(Migrations.OWNER)
                ? Optional.of(given.group(1))
                : Optional.empty();
    }

    /**
     * To check a foreign key, PostgreSQL asks both tables as their owner, whom row-level security binds here. He is let off for as
     * long as he holds both, which nobody else sees.
     */
    private static String checked(SchemaObject object, String sql) {
        Matcher key = FOREIGN_KEY.matcher(object.definition());
        if (!key.matches()) {
            return sql;
        }
        List<String> forced = Stream.of(key.group(1), key.group(2))
                .distinct()
                .map(table -> "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY")
                .filter(FORCED::contains)
                .toList();
        return Stream.of(
                        forced.stream().map(force -> force.replace(" FORCE", " NO FORCE")),
                        Stream.of(sql),
                        forced.stream())
                .flatMap(Function.identity())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> changed(SchemaObject object, String found) {
        return switch (object.kind()) {
            case "trigger" -> Optional.of(trigger(object, found));
            case "index" ->
                found.equals(object.definition() + INVALID)
                        ? Optional.of("REINDEX INDEX holdfast." + own(object))
                        : Optional.empty();
            case "constraint" -> constraint(object, found);
            case "role" -> role(object, found);
            case "policy" -> policy(object, found);
            default -> SAID_AGAIN.contains(object.kind()) ? Optional.of(said(object)) : Optional.empty();
        };
    }

    /** To replace a trigger does not switch it on. */
    private static String trigger(SchemaObject object, String found) {
        String enabling = "ALTER TABLE holdfast." + table(object) + " ENABLE TRIGGER " + own(object);
        return found.equals(object.definition() + DISABLED)
                ? enabling
                : object.definition() + (found.endsWith(DISABLED) ? "; " + enabling : "");
    }

    private static Optional<String> constraint(SchemaObject object, String found) {
        String alter = "ALTER TABLE holdfast." + table(object);
        if (found.equals(object.definition() + NOT_VALID)) {
            return Optional.of(checked(object, alter + " VALIDATE CONSTRAINT " + own(object)));
        }
        return found.equals(object.definition() + INVALID)
                ? Optional.of("REINDEX INDEX holdfast." + own(object))
                : Optional.empty();
    }

    /** Takes back what the role may beyond what it should, and gives it what it lacks. */
    private static Optional<String> role(SchemaObject object, String found) {
        List<String> wanted = attributes(object.definition());
        List<String> there = attributes(found);
        String changes = Stream.concat(
                        there.stream().filter(each -> !wanted.contains(each)).map(Mending::opposite),
                        wanted.stream().filter(each -> !there.contains(each)))
                .distinct()
                .collect(Collectors.joining(" "));
        return Optional.of("ALTER ROLE " + object.name() + " " + changes);
    }

    private static List<String> attributes(String createRole) {
        return Arrays.stream(createRole.split(" ")).skip(3).toList();
    }

    private static String opposite(String attribute) {
        return attribute.startsWith("NO") ? attribute.substring(2) : "NO" + attribute;
    }

    /** Its command cannot be altered, and a condition that nobody expects cannot be taken out of it. */
    private static Optional<String> policy(SchemaObject object, String found) {
        Matcher wanted = POLICY.matcher(object.definition());
        Matcher there = POLICY.matcher(found);
        boolean alterable = wanted.matches()
                && there.matches()
                && wanted.group(3).equals(there.group(3))
                && List.of(" USING (", " WITH CHECK (").stream()
                        .allMatch(part ->
                                found.contains(part) == object.definition().contains(part));
        return alterable
                ? Optional.of("ALTER POLICY " + wanted.group(1) + " ON " + wanted.group(2) + " TO " + wanted.group(4))
                : Optional.empty();
    }

    /** What a person can do about what is left as it is. */
    static String advice(Drift drift) {
        SchemaObject object = drift.object();
        if (drift.state() == DriftState.EXTRA) {
            return "Left as it is. If nothing of yours needs it, take it away by hand.";
        }
        String again = ", then run `holdfast schema repair`, which makes it anew.";
        return switch (object.kind()) {
            case "constraint" ->
                drift.found().orElse("").endsWith(DISABLED)
                        ? "Its triggers are switched off: as a superuser, ALTER TABLE ... ENABLE TRIGGER ALL on both tables of it."
                        : "ALTER TABLE holdfast." + table(object) + " DROP CONSTRAINT " + own(object) + again;
            case "index" -> "DROP INDEX holdfast." + own(object) + again;
            case "policy" -> "DROP POLICY " + own(object) + " ON holdfast." + table(object) + again;
            case "grant" -> "REVOKE what is more than expected, by hand.";
            case "column" ->
                "It holds data, so nothing is done to it. Change it back by ALTER TABLE holdfast." + table(object)
                        + " ALTER COLUMN " + own(object) + ", or restore a backup.";
            default -> "Make it again by hand as it was: " + object.definition();
        };
    }

    private static String table(SchemaObject object) {
        return object.name().replaceFirst("\\..*", "");
    }

    private static String own(SchemaObject object) {
        return object.name().replaceFirst("[^.]*\\.", "");
    }
}
