package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as the server had it executed.
 *
 * @param sql with its parameters as {@code $1}, {@code $2} ...
 * @param parameters their values as text; empty for NULL
 */
record CapturedStatement(String sql, List<Optional<String>> parameters) {
    /** Application name and process, so that lines can be told apart. */
    static final String PREFIX = "@@%a|%p@@ ";

    private static final Pattern LINE = Pattern.compile("^@@([^|\n]*)\\|(\\d+)@@ ([A-Z]+):  (.*)$", Pattern.DOTALL);
    private static final Pattern EXECUTE = Pattern.compile("^execute [^:]+: (.*)$", Pattern.DOTALL);
    private static final String REQUESTS = "holdfast/requests";

    CapturedStatement {
        parameters = List.copyOf(parameters);
    }

    /** The statements of the sessions that serve requests, in their order. */
    static List<CapturedStatement> parse(String log) {
        List<CapturedStatement> found = new ArrayList<>();
        Optional<String> sql = Optional.empty();
        for (String entry : log.split("\n(?=@@)")) {
            Matcher line = LINE.matcher(entry.stripTrailing().replace("\n\t", "\n"));
            if (!line.matches() || !line.group(1).equals(REQUESTS)) {
                continue;
            }
            String text = line.group(4);
            Matcher execute = EXECUTE.matcher(text);
            if (line.group(3).equals("LOG") && execute.matches()) {
                sql.ifPresent(without -> found.add(new CapturedStatement(without, List.of())));
                sql = Optional.of(execute.group(1));
            } else if (line.group(3).equals("DETAIL") && sql.isPresent()) {
                found.add(new CapturedStatement(sql.get(), values(text)));
                sql = Optional.empty();
            } else if (line.group(3).equals("LOG")) {
                throw new BenchException("the server sent something that is not a prepared statement: " + text);
            }
        }
        sql.ifPresent(without -> found.add(new CapturedStatement(without, List.of())));
        return found;
    }

    /** {@code Parameters: $1 = 'it''s', $2 = NULL}. */
    private static List<Optional<String>> values(String detail) {
        List<Optional<String>> values = new ArrayList<>();
        Matcher value = Pattern.compile("\\$(\\d+) = (?:(NULL)|'((?:[^']|'')*)')(?:, |$)").matcher(detail);
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
