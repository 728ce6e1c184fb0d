package dev.holdfast.app.config;

import dev.holdfast.domain.shared.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, read from {@code postgres://} as libpq and hosting providers write it, or from {@code jdbc:postgresql://}.
 *
 * @param hosts one or more {@code host[:port]}, separated by commas
 * @param parameters with the names that the JDBC driver has for them, in their order
 */
public record DatabaseUrl(
        String hosts,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> parameters) {

    private static final Pattern FORM = Pattern.compile("(jdbc:postgresql|postgres(?:ql)?)://"
            + "(?:([^:@/?]*)(?::([^@/?]*))?@)?"
            + "([A-Za-z0-9._\\-\\[\\]:%,]+)"
            + "(?:/([^?]*))?"
            + "(?:\\?(.*))?");

    /** Parameters that libpq and the JDBC driver name differently. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType");

    public DatabaseUrl {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static DatabaseUrl at(String host, int port, String database) {
        String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return new DatabaseUrl(bracketed + ":" + port, database, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Empty when the text has another form. */
    static Optional<DatabaseUrl> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Map<String, String> parameters = parameters(matcher.group(6));
            Optional<String> user = decoded(matcher.group(2)).or(() -> Optional.ofNullable(parameters.get("user")));
            Optional<String> password =
                    decoded(matcher.group(3)).or(() -> Optional.ofNullable(parameters.get("password")));
            parameters.keySet().removeAll(Set.of("user", "password"));
            return Optional.of(new DatabaseUrl(
                    matcher.group(4),
                    decoded(matcher.group(5)).orElse("holdfast"),
                    user,
                    password.map(Secret::new),
                    parameters));
        } catch (IllegalArgumentException malformedEscape) {
            return Optional.empty();
        }
    }

    /** For the driver; without user and password. */
    public String jdbcUrl() {
        String query = parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + hosts + "/" + encoded(database) + (query.isEmpty() ? "" : "?" + query);
    }

    /** For people: where it is, and nothing that has to be kept secret. */
    public String display() {
        return "postgres://" + hosts + "/" + encoded(database);
    }

    @Override
    public String toString() {
        return display();
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    String name = URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8);
                    parameters.put(
                            DRIVER_NAMES.getOrDefault(name, name),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return parameters;
    }

    private static Optional<String> decoded(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(it -> !it.isEmpty())
                // Outside a query a plus sign is itself.
                .map(it -> URLDecoder.decode(it.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
