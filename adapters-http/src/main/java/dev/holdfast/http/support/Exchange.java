package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Principal;
import java.util.Optional;

/** What became known of one request while it was served. Confined to the thread that serves it. */
final class Exchange {
    private final String requestId;
    private final Optional<String> traceId;
    private Optional<Route> route = Optional.empty();
    private Optional<Principal> principal = Optional.empty();
    private Optional<String> origin = Optional.empty();

    Exchange(String requestId, Optional<String> traceId) {
        this.requestId = requestId;
        this.traceId = traceId;
    }

    String requestId() {
        return requestId;
    }

    Optional<String> traceId() {
        return traceId;
    }

    Optional<Route> route() {
        return route;
    }

    Optional<Principal> principal() {
        return principal;
    }

    /** The origin of another site whose page calls, and may. */
    Optional<String> origin() {
        return origin;
    }

    void calledFrom(Optional<String> page) {
        origin = page;
    }

    void routed(Route found) {
        route = Optional.of(found);
    }

    void authenticated(Principal caller) {
        principal = Optional.of(caller);
    }
}
