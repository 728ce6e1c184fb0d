package dev.holdfast.http.support;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The way back to the caller of one request. */
record RequestChannel(Incoming request, Exchange exchange, Admission heavy, Instant deadline) implements Call.Channel {
    @Override
    public Optional<String> header(String name) {
        return request.header(name);
    }

    @Override
    public String requestId() {
        return exchange.requestId();
    }

    @Override
    public void takeRoom() {
        if (!exchange.hasRoom()) {
            exchange.takes(heavy.enter(deadline));
        }
    }

    @Override
    public void changes() {
        exchange.changes();
    }

    @Override
    public EventStream openEvents() {
        List<Header> headers = RequestPipeline.common(exchange);
        Stalenesses.told(exchange.staleness()).ifPresent(headers::add);
        headers.add(new Header("Content-Type", EventStream.MEDIA_TYPE));
        headers.add(new Header("X-Accel-Buffering", "no"));
        return request.openEvents(headers);
    }
}
