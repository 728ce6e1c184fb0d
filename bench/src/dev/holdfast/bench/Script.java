package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A captured request as a pgbench script. The text of the statements is what the server sent. What travelled together travels in one
 * pipeline, which is one round trip and one transaction, as the server's do. Parameters keep the value they had, but for the places that
 * each request fills in anew, which carry marks when they are captured, and ids that are given once.
 *
 * @param text of the script
 * @param variables that pgbench has to be given
 */
record Script(String text, Map<String, String> variables, int roundTrips) {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    /** Before a parameter that is an argument of {@code unnest}. */
    private static final Pattern UNNESTED = Pattern.compile("\\bunnest\\([^()]*$");

    /** Before a parameter that says how long a statement takes or waits for a lock. */
    private static final Pattern PATIENCE = Pattern.compile("'(lock|statement)_timeout', $");
    /** Milliseconds. The server repeats what waited for a lock for too long; in pgbench it ends a client. */
    private static final String PATIENT = "30000";

    /** Before the number of the transaction since which the server asks what is new: while nobody writes, that of a moment ago. */
    private static final Pattern SINCE = Pattern.compile("pg_snapshot_xmax\\(pg_current_snapshot\\(\\)\\)::text::bigint > $");
    /** The variable of pgbench. */
    static final String MOMENT = "moment";

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Script {
        variables = Map.copyOf(variables);
    }

    /**
     * @param number of the script among those that run together
     * @param trips round trips of the request
     * @param isNew whether something that was just made has this id
     */
    static Script of(int number, List<List<CapturedStatement>> trips, int lastKey, Predicate<UUID> isNew) {
        Variables variables = new Variables("p" + number + "_", isNew);
        StringBuilder text = new StringBuilder();
        for (Place place : Place.values()) {
            text.append("\\set ").append(place.variable()).append(' ').append(place.script(lastKey)).append('\n');
        }
        text.append("\\set count :count + 1\n\\set entry :origin + :count * 1000 + :client_id\n");
        for (List<CapturedStatement> trip : trips) {
            text.append("\\startpipeline\n");
            for (CapturedStatement statement : trip) {
                text.append(filled(statement, variables).strip()).append(";\n");
            }
            text.append("\\endpipeline\n");
        }
        return new Script(text.toString(), variables.values, trips.size());
    }

    private static String filled(CapturedStatement statement, Variables variables) {
        StringBuilder sql = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(statement.sql());
        while (parameter.find()) {
            String before = statement.sql().substring(0, parameter.start());
            Optional<String> value = PATIENCE.matcher(before).find()
                    ? Optional.of(PATIENT)
                    : statement.parameters().get(Integer.parseInt(parameter.group(1)) - 1);
            String expression = SINCE.matcher(before).find()
                    ? ":" + MOMENT
                    : value.map(variables::expression).orElse("NULL");
            boolean cast = statement.sql().startsWith("::", parameter.end());
            boolean unnested = UNNESTED.matcher(before).find();
            parameter.appendReplacement(
                    sql, Matcher.quoteReplacement(expression + (unnested && !cast ? value.map(Script::arrayType).orElse("") : "")));
        }
        parameter.appendTail(sql);
        return sql.toString();
    }

    /** The server says what arrays hold; pgbench does not, and where anything fits PostgreSQL has to be told. */
    private static String arrayType(String value) {
        if (!value.startsWith("{")) {
            return "";
        }
        String first = value.substring(1, value.length() - 1).split(",", 2)[0].replace("\"", "");
        if (UUID_FORM.matcher(first).matches()) {
            return "::uuid[]";
        }
        if (first.startsWith("\\\\x")) {
            return "::bytea[]";
        }
        return first.matches("-?\\d+") && !value.contains(Place.KEY.marked()) ? "::bigint[]" : "::text[]";
    }

    /** Values of parameters, each under a name. */
    private record Variables(String prefix, Predicate<UUID> isNew, Map<String, String> values) {
        Variables(String prefix, Predicate<UUID> isNew) {
            this(prefix, isNew, new LinkedHashMap<>());
        }

        String expression(String value) {
            for (Place place : Place.values()) {
                if (value.equals(place.marked())) {
                    return ":" + place.variable();
                }
                List<String> around = split(value, place);
                if (around.size() > 1) {
                    return joined(value, around, place);
                }
            }
            if (UUID_FORM.matcher(value).matches() && isNew.test(UUID.fromString(value))) {
                return "lpad(:entry::text, 32, '0')::uuid";
            }
            return value.isEmpty() ? "''" : ":" + named(value);
        }

        /** What stands around the marks. */
        private static List<String> split(String value, Place place) {
            return List.of(Pattern.compile("(?<!\\d)" + place.marked() + "(?!\\d)").split(value, -1));
        }

        /** pgbench's variables of its own making are numbers: texts have to be made of them. */
        private String joined(String value, List<String> around, Place place) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < around.size(); i++) {
                if (i > 0) {
                    parts.add(":" + place.variable() + "::text");
                }
                if (!around.get(i).isEmpty()) {
                    parts.add(":" + named(around.get(i)) + "::text");
                }
            }
            boolean array = value.startsWith("{") && value.endsWith("}") && !value.contains("\":");
            return "(" + String.join(" || ", parts) + ")" + (array ? "::text[]" : "");
        }

        private String named(String value) {
            String name = prefix + values.size();
            values.put(name, value);
            return name;
        }
    }
}
