package dev.holdfast.http.support;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One answer as a server has to send it. */
final class Outgoing {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean sent;
    private final Admission.Permit room;
    private final AtomicBoolean done = new AtomicBoolean();

    /** An answer that takes no room worth counting. */
    Outgoing(int status, List<Header> headers, byte[] body) {
        this(status, headers, body, false, BodyBudget.FREE);
    }

    /** @param room what the body takes until it is sent */
    Outgoing(int status, List<Header> headers, byte[] body, Admission.Permit room) {
        this(status, headers, body, false, room);
    }

    private Outgoing(int status, List<Header> headers, byte[] body, boolean sent, Admission.Permit room) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sent = sent;
        this.room = room;
    }

    /** What was sent already, message by message. */
    static Outgoing streamed(int status) {
        return new Outgoing(status, List.of(), new byte[0], true, BodyBudget.FREE);
    }

    /** Whether nothing is left to send. */
    boolean sent() {
        return sent;
    }

    int status() {
        return status;
    }

    List<Header> headers() {
        return headers;
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
