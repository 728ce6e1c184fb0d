package dev.holdfast.http.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An answer in several messages, as server-sent events. Not safe for several threads. */
public final class EventStream implements AutoCloseable {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final byte[] BEFORE = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends {@code message} now.
     *
     * @param message without line breaks, as JSON is written here
     * @throws UncheckedIOException when the caller has gone
     */
    public void send(byte[] message) {
        try {
            out.write(BEFORE);
            out.write(message);
            out.write(AFTER);
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
