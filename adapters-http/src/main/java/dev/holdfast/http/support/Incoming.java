package dev.holdfast.http.support;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One request as a server received it. All that the rest of the adapter knows of the server it runs in. */
interface Incoming {
    String method();

    /** The path as it was sent, still percent-encoded. */
    String rawPath();

    /** What follows the question mark as it was sent. */
    Optional<String> rawQuery();

    /** The value of a header; several fields of that name are joined by commas. */
    Optional<String> header(String name);

    /** Begins an answer in several messages; whatever is answered afterwards is not sent. */
    EventStream openEvents(List<Header> headers);

    /** Whether the other end of the connection is on this machine. */
    boolean fromThisMachine();

    /** Whether a body follows, of any length. */
    boolean hasBody();

    /** The bytes of the body as they were announced; negative when they were not. */
    long announcedBytes();

    /**
     * The whole body.
     *
     * @throws Refusal when it is longer than {@code limit} bytes, or has not arrived by {@code deadline}
     */
    byte[] body(int limit, Instant deadline);
}
