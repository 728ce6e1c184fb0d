package dev.holdfast.http.support;

import dev.holdfast.domain.shared.PageRequest;
import java.util.List;

/**
 * One parameter of a query string.
 *
 * @param feeds the root of the domain's pointers that speak of it, such as {@code tags} for the parameter {@code tag}
 * @param choices the values it may have; empty when any will do
 * @param repeatable whether it may be given more than once
 */
public record QueryParameter(
        String name, Kind kind, String feeds, List<String> choices, boolean repeatable, String description) {
    /** What a parameter holds. */
    public enum Kind {
        TEXT,
        WHOLE,
        MOMENT,
        /** True when it is given without a value or as {@code true}. */
        FLAG
    }

    static final String CURSOR = "cursor";
    static final String LIMIT = "limit";

    /** The two parameters of every list. */
    static final List<QueryParameter> PAGING = List.of(
            text(
                    CURSOR,
                    "Where the walk goes on: `next_cursor` of the page before. Valid for 24 hours, for this list only."),
            whole(
                    LIMIT,
                    "At most this many items, " + PageRequest.DEFAULT_LIMIT + " unless said otherwise; more than "
                            + PageRequest.MAX_LIMIT + " is cut to " + PageRequest.MAX_LIMIT + "."));

    public QueryParameter {
        choices = List.copyOf(choices);
    }

    public static QueryParameter text(String name, String description) {
        return new QueryParameter(name, Kind.TEXT, name, List.of(), false, description);
    }

    public static QueryParameter texts(String name, String feeds, String description) {
        return new QueryParameter(name, Kind.TEXT, feeds, List.of(), true, description);
    }

    public static QueryParameter whole(String name, String description) {
        return new QueryParameter(name, Kind.WHOLE, name, List.of(), false, description);
    }

    public static QueryParameter moment(String name, String description) {
        return new QueryParameter(name, Kind.MOMENT, name, List.of(), false, description);
    }

    public static QueryParameter flag(String name, String description) {
        return new QueryParameter(name, Kind.FLAG, name, List.of(), false, description);
    }

    public static QueryParameter choice(String name, List<String> choices, String description) {
        return new QueryParameter(name, Kind.TEXT, name, choices, false, description);
    }
}
