package dev.holdfast.http.support;

import java.util.List;

/**
 * What tells a browser that a page of another, allowed origin may read an answer. Credentials are keys in headers, never cookies, so
 * none are allowed to be sent along by the browser itself.
 */
final class CrossOrigin {
    private static final String READ =
            "ETag, Holdfast-Staleness, Idempotency-Replayed, Link, Mcp-Session-Id, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate,"
                    + " X-Request-Id";
    private static final String SENT =
            "Accept, Authorization, Content-Type, Holdfast-Max-Staleness, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Mcp-Method,"
                    + " Mcp-Name, MCP-Protocol-Version, Mcp-Session-Id, traceparent, X-Api-Key, X-Request-Id, X-Request-Timeout-Ms";

    private CrossOrigin() {}

    /** @param origin one that {@link Visitors} let in */
    static List<Header> of(String origin) {
        return List.of(
                new Header("Access-Control-Allow-Origin", origin),
                new Header("Access-Control-Expose-Headers", READ),
                new Header("Vary", "Origin"));
    }

    /** {@code answer} to {@code OPTIONS} as a browser asks for it before it sends the request itself. */
    static Answer preflight(Answer answer, String allowedMethods) {
        return answer.with("Access-Control-Allow-Methods", allowedMethods)
                .with("Access-Control-Allow-Headers", SENT)
                .with("Access-Control-Max-Age", "600");
    }
}
