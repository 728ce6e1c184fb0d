package dev.holdfast.postgres.operations;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What has to be in a database before this build can serve: tables, columns, policies and roles. */
final class Required {
    private static final String RESOURCE = "db/required.txt";
    private static final Pattern NEEDED = Pattern.compile("(table \\w+|column \\w+\\.\\w+|policy \\w+\\.\\w+) .*");
    private static final List<String> ROLES =
            List.of("role holdfast_app", "role holdfast_owner", "role holdfast_query", "role holdfast_search");

    private Required() {}

    /** One a line, such as {@code column memory.content}; written from the reviewed catalogue when that changes. */
    static List<String> objects() {
        return Resources.text(RESOURCE)
                .lines()
                .filter(Predicate.not(String::isBlank))
                .toList();
    }

    /** What a catalogue, as {@link Catalogue} words it, has of that kind. */
    static List<String> of(List<String> catalogue) {
        List<String> objects = catalogue.stream()
                .map(NEEDED::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .filter(object -> isOfATable(object, catalogue))
                .toList();
        return Stream.concat(ROLES.stream(), objects.stream()).sorted().toList();
    }

    /** Sequences have columns too. */
    private static boolean isOfATable(String object, List<String> catalogue) {
        String table = object.replaceFirst("\\w+ (\\w+).*", "table $1 ");
        return catalogue.stream().anyMatch(line -> line.startsWith(table));
    }
}
