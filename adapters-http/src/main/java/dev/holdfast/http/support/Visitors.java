package dev.holdfast.http.support;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which names the server answers to and which web pages may call it. A browser that was tricked into resolving a foreign name to
 * this machine sends that name as {@code Host}; a foreign page sends its own {@code Origin}.
 */
final class Visitors {
    private final Set<String> hosts;
    private final Set<String> origins;

    Visitors(HttpSettings settings) {
        this.hosts = settings.answeredHosts();
        this.origins = settings.allowedOrigins();
    }

    /**
     * The origin whose page calls, when it is not this server's own.
     *
     * @throws Refusal when the host or the origin is not allowed
     */
    Optional<String> check(Incoming request) {
        Optional<String> host = request.header("Host");
        if (!hosts.isEmpty() && !hosts.contains(name(host.orElse("")))) {
            throw Refusal.of(Problem.MISDIRECTED_REQUEST, "this server does not answer for that host name");
        }
        Optional<String> foreign = request.header("Origin").filter(origin -> !isOwn(origin, host.orElse("")));
        if (foreign.isPresent() && !origins.contains(foreign.get())) {
            throw Refusal.of(Problem.ORIGIN_NOT_ALLOWED, "pages of that origin may not call this server");
        }
        return foreign;
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    /** The name without the port; an IPv6 address stands in brackets, and only there may a name have colons. */
    private static String name(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', bracket < 0 ? 0 : bracket);
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
