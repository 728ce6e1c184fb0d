package dev.holdfast.http.support;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything about the HTTP server that can be chosen.
 *
 * @param host the address to listen on
 * @param port 0 takes any free one
 * @param allowedHosts the {@code Host} names that are answered; empty means {@code localhost} and the loopback addresses when
 *     {@code host} is one of these (which stops DNS rebinding), and any name otherwise
 * @param allowedOrigins web origins, such as {@code https://console.example.com}, whose pages may call; the server's own always may
 * @param maxConnections open connections; further ones are not accepted until one closes
 * @param maxConcurrent requests served at once; health and documentation are not counted
 * @param maxQueued requests waiting for that
 * @param maxQueueWait how long one waits before it is refused; in a burst eight times as long
 * @param maxBulkConcurrent bulk requests served at once, because their bodies are large
 * @param maxHeavyConcurrent requests served at once that may answer a page of memories or as much
 * @param maxHeaderBytes request line and headers together
 * @param maxBodyBytes body of an ordinary request
 * @param maxBulkBodyBytes body of a bulk request
 * @param maxBodyBytesInWork request bodies in work at once, and again as much of answers on their way; small ones are not counted
 * @param defaultTimeout deadline of a request that names none
 * @param maxTimeout the longest deadline a request may name
 * @param idleTimeout a connection on which nothing moves for so long is closed
 * @param headerTimeout a request's head must arrive within this time
 * @param keyTrust how long a good API key is trusted without being looked up again; a revocation takes that long at most
 * @param retryAfter what refused callers are told to wait, whole seconds
 * @param keyRate requests per second of one caller; 0 for no bound
 * @param keyBurst requests of one caller at once, after a pause
 * @param resource what clients must know to get an access token; empty when there are only API keys
 */
public record HttpSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        Set<String> allowedOrigins,
        int maxConnections,
        int maxConcurrent,
        int maxQueued,
        Duration maxQueueWait,
        int maxBulkConcurrent,
        int maxHeavyConcurrent,
        int maxHeaderBytes,
        int maxBodyBytes,
        int maxBulkBodyBytes,
        long maxBodyBytesInWork,
        Duration defaultTimeout,
        Duration maxTimeout,
        Duration idleTimeout,
        Duration headerTimeout,
        Duration keyTrust,
        Duration retryAfter,
        int keyRate,
        int keyBurst,
        Optional<ProtectedResource> resource) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    public static final HttpSettings DEFAULTS = new HttpSettings(
            "127.0.0.1",
            7070,
            Set.of(),
            Set.of(),
            4_096,
            64,
            2_048,
            Duration.ofMillis(500),
            2,
            8,
            16 * 1024,
            1024 * 1024,
            16 * 1024 * 1024,
            32 * 1024 * 1024,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            0,
            1,
            Optional.empty());

    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
        demand(port >= 0 && port <= 65_535, "port is 0 to 65535");
        demand(maxConnections > 0, "maxConnections is 1 or more");
        demand(
                maxConcurrent > 0 && maxBulkConcurrent > 0 && maxHeavyConcurrent > 0,
                "maxConcurrent, maxBulkConcurrent and maxHeavyConcurrent are 1 or more");
        demand(maxQueued >= 0, "maxQueued is 0 or more");
        demand(maxHeaderBytes >= 1_024 && maxBodyBytes > 0 && maxBulkBodyBytes > 0, "sizes are positive");
        demand(maxBodyBytesInWork >= maxBulkBodyBytes, "maxBodyBytesInWork is maxBulkBodyBytes or more");
        demand(
                defaultTimeout.isPositive() && defaultTimeout.compareTo(maxTimeout) <= 0,
                "defaultTimeout is positive and at most maxTimeout");
        demand(keyRate >= 0 && keyBurst > 0, "keyRate is 0 or more, keyBurst 1 or more");
        demand(keyTrust.compareTo(Duration.ofSeconds(1)) <= 0, "keyTrust is at most one second");
    }

    public HttpSettings withAddress(String newHost, int newPort) {
        return new HttpSettings(
                newHost,
                newPort,
                allowedHosts,
                allowedOrigins,
                maxConnections,
                maxConcurrent,
                maxQueued,
                maxQueueWait,
                maxBulkConcurrent,
                maxHeavyConcurrent,
                maxHeaderBytes,
                maxBodyBytes,
                maxBulkBodyBytes,
                maxBodyBytesInWork,
                defaultTimeout,
                maxTimeout,
                idleTimeout,
                headerTimeout,
                keyTrust,
                retryAfter,
                keyRate,
                keyBurst,
                resource);
    }

    public HttpSettings withKeyRate(int rate, int burst) {
        return with(rate, burst, resource);
    }

    public HttpSettings withResource(ProtectedResource described) {
        return with(keyRate, keyBurst, Optional.of(described));
    }

    private HttpSettings with(int rate, int burst, Optional<ProtectedResource> described) {
        return new HttpSettings(
                host,
                port,
                allowedHosts,
                allowedOrigins,
                maxConnections,
                maxConcurrent,
                maxQueued,
                maxQueueWait,
                maxBulkConcurrent,
                maxHeavyConcurrent,
                maxHeaderBytes,
                maxBodyBytes,
                maxBulkBodyBytes,
                maxBodyBytesInWork,
                defaultTimeout,
                maxTimeout,
                idleTimeout,
                headerTimeout,
                keyTrust,
                retryAfter,
                rate,
                burst,
                described);
    }

    /** Whether only this machine can reach the server. */
    public boolean onLoopback() {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The {@code Host} names that are answered; empty means any. */
    Set<String> answeredHosts() {
        return allowedHosts.isEmpty() && onLoopback() ? LOOPBACK : allowedHosts;
    }

    private static void demand(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
