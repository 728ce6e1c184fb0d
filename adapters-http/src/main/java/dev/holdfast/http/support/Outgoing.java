package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Staleness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One answer as a server has to send it. */
final class Outgoing {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean sent;
    private final Admission.Permit room;
    private final Staleness staleness;
    private final AtomicBoolean done = new AtomicBoolean();

    /** An answer of no store, which takes no room worth counting. */
    Outgoing(int status, List<Header> headers, byte[] body) {
        this(status, headers, body, Staleness.NONE);
    }

    /**
     * An answer that takes no room worth counting.
     *
     * @param staleness how old what it says is
     */
    Outgoing(int status, List<Header> headers, byte[] body, Staleness staleness) {
        this(status, headers, body, staleness, BodyBudget.FREE);
    }

    /** @param room what the body takes until it is sent */
    Outgoing(int status, List<Header> headers, byte[] body, Staleness staleness, Admission.Permit room) {
        this(status, headers, body, false, staleness, room);
    }

    private Outgoing(
            int status, List<Header> headers, byte[] body, boolean sent, Staleness staleness, Admission.Permit room) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sent = sent;
        this.staleness = staleness;
        this.room = room;
    }

    /** What was sent already, message by message. */
    static Outgoing streamed(int status) {
        return new Outgoing(status, List.of(), new byte[0], true, Staleness.NONE, BodyBudget.FREE);
    }

    /** Whether nothing is left to send. */
    boolean sent() {
        return sent;
    }

    int status() {
        return status;
    }

    /** As they are if it is sent now: it may have waited, and what it says is as much older. */
    List<Header> headers() {
        return Stalenesses.told(staleness)
                .map(told -> {
                    List<Header> all = new ArrayList<>(headers);
                    all.add(told);
                    return all;
                })
                .orElse(headers);
    }

    byte[] body() {
        return body;
    }

    /** It was sent, or never will be. */
    void done() {
        if (done.compareAndSet(false, true)) {
            room.close();
        }
    }
}
