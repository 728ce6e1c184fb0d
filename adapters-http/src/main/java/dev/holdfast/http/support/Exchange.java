package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became known of one request while it was served. Confined to the thread that serves it. */
final class Exchange {
    private final String requestId;
    private final Optional<String> traceId;
    private Optional<Route> route = Optional.empty();
    private Optional<Principal> principal = Optional.empty();
    private Optional<String> origin = Optional.empty();
    private Optional<Admission.Permit> room = Optional.empty();
    private List<Header> rate = List.of();
    private boolean changed;
    private Staleness staleness = Staleness.NONE;

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

    /** What the answer says of the requests that the caller has left. */
    List<Header> rate() {
        return rate;
    }

    void counted(List<Header> rest) {
        rate = rest;
    }

    /** How old what is read for it may be, and turned out to be. */
    Staleness staleness() {
        return staleness;
    }

    void allows(Staleness wish) {
        staleness = wish;
    }

    /** Whether something may have been changed, though the endpoint's declaration does not say so. */
    boolean changed() {
        return changed;
    }

    void changes() {
        changed = true;
    }

    /** Whether it has a place among those whose answers take much. */
    boolean hasRoom() {
        return room.isPresent();
    }

    void takes(Admission.Permit place) {
        room = Optional.of(place);
    }

    /** Gives back what it has taken. */
    void end() {
        room.ifPresent(Admission.Permit::close);
        room = Optional.empty();
    }

    void routed(Route found) {
        route = Optional.of(found);
    }

    void authenticated(Principal caller) {
        principal = Optional.of(caller);
    }

    /** The call of a use case that the request is. */
    CallContext context(Principal caller, Instant deadline) {
        return new CallContext(caller, deadline, requestId, Optional.empty(), staleness);
    }
}
