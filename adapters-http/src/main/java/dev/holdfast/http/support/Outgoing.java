package dev.holdfast.http.support;

import java.util.List;

/** One answer as a server has to send it. */
final class Outgoing {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean sent;

    Outgoing(int status, List<Header> headers, byte[] body) {
        this(status, headers, body, false);
    }

    private Outgoing(int status, List<Header> headers, byte[] body, boolean sent) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sent = sent;
    }

    /** What was sent already, message by message. */
    static Outgoing streamed(int status) {
        return new Outgoing(status, List.of(), new byte[0], true);
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
}
