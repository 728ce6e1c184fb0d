package dev.holdfast.http.support;

import java.util.List;

/** One answer as a server has to send it. */
final class Outgoing {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    Outgoing(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
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
