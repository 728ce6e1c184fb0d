package dev.holdfast.http.support;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A request as Jetty received it. */
final class JettyRequest implements Incoming {
    private static final int FIRST_BUFFER = 8 * 1024;

    private final Request request;
    private final Response response;
    private final Clock clock;

    JettyRequest(Request request, Response response, Clock clock) {
        this.request = request;
        this.response = response;
        this.clock = clock;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    }

    @Override
    public Optional<String> rawQuery() {
        return Optional.ofNullable(request.getHttpURI().getQuery());
    }

    @Override
    public Optional<String> header(String name) {
        String found = null;
        for (HttpField field : request.getHeaders()) {
            if (field.is(name)) {
                found = found == null ? value(field) : found + ", " + value(field);
            }
        }
        return Optional.ofNullable(found);
    }

    private static String value(HttpField field) {
        return Optional.ofNullable(field.getValue()).orElse("");
    }

    @Override
    public EventStream openEvents(List<Header> headers) {
        response.setStatus(200);
        headers.forEach(header -> response.getHeaders().add(header.name(), header.value()));
        return new EventStream(Content.Sink.asOutputStream(response));
    }

    @Override
    public boolean fromThisMachine() {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
    }

    @Override
    public boolean hasBody() {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    @Override
    public long announcedBytes() {
        return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    }

    @Override
    public byte[] body(int limit, Instant deadline) {
        long announced = announcedBytes();
        if (announced > limit) {
            throw tooLarge(limit);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(announced < 0 ? FIRST_BUFFER : (int) announced);
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await(deadline);
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw Refusal.of(Problem.MALFORMED_REQUEST, "the body did not arrive whole");
            }
            int size = chunk.remaining();
            boolean last = chunk.isLast();
            if (size > 0) {
                append(body, chunk.getByteBuffer());
            }
            chunk.release();
            if (body.size() > limit) {
                throw tooLarge(limit);
            }
            if (last) {
                return body.toByteArray();
            }
        }
    }

    /** Waits for more of the body, off the CPU, and never past the deadline: a trickling sender is cut off as well as a silent one. */
    private void await(Instant deadline) {
        CountDownLatch more = new CountDownLatch(1);
        request.demand(more::countDown);
        try {
            long left = Duration.between(clock.instant(), deadline).toNanos();
            if (more.await(left, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(Problem.REQUEST_TIMEOUT, "the body did not arrive within the request's deadline")
                .with("Connection", "close");
    }

    private static void append(ByteArrayOutputStream body, ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        body.write(bytes, 0, bytes.length);
    }

    private static Refusal tooLarge(int limit) {
        return Refusal.of(Problem.BODY_TOO_LARGE, "the body may have " + limit + " bytes");
    }
}
