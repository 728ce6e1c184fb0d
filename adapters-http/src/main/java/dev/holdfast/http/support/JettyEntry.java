package dev.holdfast.http.support;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Where Jetty hands a request over, on a virtual thread, and gets the answer back in one write. */
final class JettyEntry extends Handler.Abstract {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final RequestPipeline pipeline;
    private final Clock clock;
    private final BooleanSupplier draining;
    private final Set<Connection> serving = ConcurrentHashMap.newKeySet();

    JettyEntry(RequestPipeline pipeline, Clock clock, BooleanSupplier draining) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.draining = draining;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        serving.add(connection);
        try {
            serve(request, response, callback);
        } finally {
            serving.remove(connection);
        }
        return true;
    }

    /** Whether a request that came over {@code connection} is being answered. */
    boolean serves(Connection connection) {
        return serving.contains(connection);
    }

    private void serve(Request request, Response response, Callback callback) {
        JettyRequest incoming = new JettyRequest(request, response, clock);
        Outgoing answer = pipeline.handle(incoming);
        if (answer.sent() || response.isCommitted()) {
            answer.done();
            callback.succeeded();
            return;
        }
        try {
            // A body that was refused unread and is still on its way ends the connection: the answer has to say so, or
            // the
            // caller's next request on it is lost.
            boolean unread = incoming.hasBody() && !request.consumeAvailable();
            send(answer, response, callback, unread || draining.getAsBoolean());
        } catch (RuntimeException | Error unsent) {
            answer.done();
            throw unsent;
        }
    }

    static void send(Outgoing answer, Response response, Callback callback, boolean close) {
        response.setStatus(answer.status());
        for (Header header : answer.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        if (answer.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        if (close) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(
                true,
                answer.status() == 304 ? EMPTY : ByteBuffer.wrap(answer.body()),
                Callback.from(callback, answer::done));
    }
}
