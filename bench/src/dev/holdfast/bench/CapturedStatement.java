package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as the server had it executed.
 *
 * @param session that executed it
 * @param sql with its parameters as {@code $1}, {@code $2} ...
 * @param parameters their values as text; empty for NULL
 */
record CapturedStatement(long session, String sql, List<Optional<String>> parameters) {
    /** Application name and process, so that lines can be told apart. */
    static final String PREFIX = "@@%a|%p@@ ";

    private static final Pattern LINE = Pattern.compile("^@@([^|\n]*)\\|(\\d+)@@ ([A-Z]+):  (.*)$", Pattern.DOTALL);
    private static final Pattern EXECUTE = Pattern.compile("^execute [^:]+: (.*)$", Pattern.DOTALL);
    /** An empty statement, by which the pool finds out whether a connection lives. */
    private static final String ALIVE = "statement:";

    private static final String REQUESTS = "holdfast/requests";
    /** What each round trip of the server begins with. */
    private static final String SETTINGS = "SELECT set_config('holdfast.";

    CapturedStatement {
        parameters = List.copyOf(parameters);
    }

    /** The statements of the sessions that serve requests, in their order. */
    static List<CapturedStatement> parse(String log) {
        List<CapturedStatement> found = new ArrayList<>();
        for (String entry : log.split("\n(?=@@)")) {
            Matcher line = LINE.matcher(entry.stripTrailing().replace("\n\t", "\n"));
            if (!line.matches() || !line.group(1).equals(REQUESTS)) {
                continue;
            }
            long session = Long.parseLong(line.group(2));
            String text = line.group(4);
            Matcher execute = EXECUTE.matcher(text);
            if (line.group(3).equals("LOG") && execute.matches()) {
                found.add(new CapturedStatement(session, execute.group(1), List.of()));
            } else if (line.group(3).equals("DETAIL") && !found.isEmpty()) {
                CapturedStatement last = found.removeLast();
                found.add(new CapturedStatement(session, last.sql(), values(text)));
            } else if (line.group(3).equals("LOG") && !text.strip().equals(ALIVE)) {
                throw new BenchException("the server sent something that is not a prepared statement: " + text);
            }
        }
        return found;
    }

    /** What travelled together: the settings of a call and the statements after them, of one session each. */
    static List<List<CapturedStatement>> roundTrips(List<CapturedStatement> statements) {
        List<List<CapturedStatement>> trips = new ArrayList<>();
        Map<Long, List<CapturedStatement>> open = new LinkedHashMap<>();
        for (CapturedStatement statement : statements) {
            if (statement.sql().stripLeading().startsWith(SETTINGS) || !open.containsKey(statement.session())) {
                List<CapturedStatement> trip = new ArrayList<>();
                open.put(statement.session(), trip);
                trips.add(trip);
            }
            open.get(statement.session()).add(statement);
        }
        return trips;
    }

    /** {@code Parameters: $1 = 'it''s', $2 = NULL}. */
    private static List<Optional<String>> values(String detail) {
        List<Optional<String>> values = new ArrayList<>();
        Matcher value = Pattern.compile("\\$(\\d+) = (?:(NULL)|'((?:[^']|'')*+)')(?:, |$)").matcher(detail);
        int end = detail.indexOf('$');
        while (value.find(end)) {
            if (value.start() != end || Integer.parseInt(value.group(1)) != values.size() + 1) {
                throw new BenchException("parameters that cannot be read: " + detail);
            }
            values.add(Optional.ofNullable(value.group(3)).map(text -> text.replace("''", "'")));
            end = value.end();
            if (end == detail.length()) {
                return values;
            }
        }
        throw new BenchException("parameters that cannot be read: " + detail);
    }
}
