package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Principal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each request. Never a query, a body, a header or a key: only what the declaration and the caller's identity say. */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.http.requests");

    private RequestLog() {}

    static void write(Incoming request, Exchange exchange, int status, Duration took) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("method", method(request.method()))
                .addKeyValue(
                        "route",
                        exchange.route()
                                .map(route -> route.endpoint().path().text())
                                .orElse("-"))
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toNanos() / 1e6)
                .addKeyValue("request_id", exchange.requestId());
        if (exchange.traceId().isPresent()) {
            line = line.addKeyValue("trace_id", exchange.traceId().get());
        }
        if (exchange.principal().isPresent()) {
            Principal principal = exchange.principal().get();
            line = line.addKeyValue("tenant", principal.tenant().value())
                    .addKeyValue("principal", principal.id().value());
        }
        line.log("request");
    }

    /** A method is the caller's text too. */
    private static String method(String method) {
        return method.length() <= 7 && method.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? method : "?";
    }
}
