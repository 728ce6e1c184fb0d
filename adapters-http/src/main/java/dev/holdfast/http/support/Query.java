package dev.holdfast.http.support;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.http.support.QueryParameter.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The query string of one request, decoded and checked against what its endpoint declares. Nothing undeclared gets through. */
public final class Query {
    static final Query EMPTY = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws Refusal when a parameter is unknown, repeated, not decodable or of the wrong kind */
    static Query of(Optional<String> raw, List<QueryParameter> declared) {
        if (raw.isEmpty() || raw.get().isEmpty()) {
            return EMPTY;
        }
        Map<String, List<String>> values = new TreeMap<>();
        String rest = raw.get();
        for (int from = 0; from <= rest.length(); ) {
            int end = rest.indexOf('&', from) < 0 ? rest.length() : rest.indexOf('&', from);
            if (end > from) {
                add(values, rest.substring(from, end), declared);
            }
            from = end + 1;
        }
        return new Query(values);
    }

    private static void add(Map<String, List<String>> values, String pair, List<QueryParameter> declared) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        QueryParameter parameter = declared.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        Problem.UNKNOWN_PARAMETER,
                        Fault.inParameter(name, "unknown_parameter", "there is no such parameter here")));
        List<String> known = values.computeIfAbsent(name, first -> new ArrayList<>(1));
        if (!known.isEmpty() && !parameter.repeatable()) {
            throw Refusal.of(
                    Problem.UNKNOWN_PARAMETER,
                    Fault.inParameter(name, "repeated_parameter", "the parameter may be given once"));
        }
        check(parameter, value);
        known.add(value);
    }

    private static void check(QueryParameter parameter, String value) {
        boolean wellFormed = switch (parameter.kind()) {
            case TEXT -> parameter.choices().isEmpty() || parameter.choices().contains(value);
            case WHOLE -> whole(value).isPresent();
            case MOMENT -> Rfc3339.parse(value).isPresent();
            case FLAG -> value.isEmpty() || value.equals("true") || value.equals("false");
        };
        if (!wellFormed) {
            throw malformed(
                    parameter.name(),
                    switch (parameter.kind()) {
                        case TEXT -> "must be one of " + String.join(", ", parameter.choices());
                        case WHOLE -> "must be a whole number";
                        case MOMENT ->
                            "must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z ('+' is written %2B)";
                        case FLAG -> "must be true, false or empty";
                    });
        }
        if (parameter.kind() == Kind.TEXT) {
            TextRules.checkEncodable("/" + parameter.feeds(), value).ifPresent(violation -> {
                throw new InvalidInput(violation);
            });
        }
    }

    public Optional<String> text(String name) {
        List<String> found = values.get(name);
        return found == null ? Optional.empty() : Optional.of(found.get(0));
    }

    public List<String> texts(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public Optional<Integer> number(String name) {
        return text(name).flatMap(Query::whole);
    }

    public Optional<Instant> moment(String name) {
        return text(name).flatMap(Rfc3339::parse);
    }

    public boolean flag(String name) {
        return text(name).filter(value -> !value.equals("false")).isPresent();
    }

    /** The parameters in the order of their names, encoded anew, without those of {@code leftOut}. */
    String canonical(List<String> leftOut) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, all) -> {
            if (!leftOut.contains(name)) {
                all.forEach(value -> text.append(text.isEmpty() ? "" : "&")
                        .append(Percent.encode(name))
                        .append('=')
                        .append(Percent.encode(value)));
            }
        });
        return text.toString();
    }

    private static Optional<Integer> whole(String value) {
        int digits = value.startsWith("-") ? value.length() - 1 : value.length();
        if (digits < 1 || digits > 9) {
            return Optional.empty();
        }
        for (int i = value.length() - digits; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(Integer.valueOf(value));
    }

    private static String decoded(String encoded) {
        return Percent.decode(encoded, true)
                .orElseThrow(
                        () -> Refusal.of(Problem.MALFORMED_REQUEST, "the query string is not percent-encoded UTF-8"));
    }

    private static Refusal malformed(String name, String message) {
        return Refusal.of(Problem.MALFORMED_REQUEST, Fault.inParameter(name, "malformed", message));
    }
}
