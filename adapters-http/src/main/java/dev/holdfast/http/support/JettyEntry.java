package dev.holdfast.http.support;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Where Jetty hands a request over, on a virtual thread, and gets the answer back in one write. */
final class JettyEntry extends Handler.Abstract {
    private final RequestPipeline pipeline;
    private final Clock clock;
    private final BooleanSupplier draining;

    JettyEntry(RequestPipeline pipeline, Clock clock, BooleanSupplier draining) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.draining = draining;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Outgoing answer = pipeline.handle(new JettyRequest(request, clock));
        send(answer, response, callback, draining.getAsBoolean());
        return true;
    }

    static void send(Outgoing answer, Response response, Callback callback, boolean close) {
        response.setStatus(answer.status());
        for (Header header : answer.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        if (answer.status() != 204 && answer.status() != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        if (close) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
