package dev.holdfast.http;

import dev.holdfast.http.support.HttpSettings;
import java.time.Duration;
import java.util.Set;

/** Settings a test can reach the limits of. */
final class Settings {
    private static final HttpSettings ORDINARY = HttpSettings.DEFAULTS;

    private Settings() {}

    /** Serves {@code concurrent} requests at once and lets {@code queued} wait for at most {@code patience}. */
    static HttpSettings crowded(int concurrent, int queued, Duration patience) {
        return of(Set.of(), Set.of(), concurrent, queued, patience, 1_048_576, 16_777_216, Duration.ofSeconds(10));
    }

    /** Takes bodies of so many bytes. */
    static HttpSettings small(int body, int bulkBody) {
        return of(Set.of(), Set.of(), 64, 128, Duration.ofMillis(250), body, bulkBody, Duration.ofSeconds(10));
    }

    /** Waits that long for the head of a request. */
    static HttpSettings impatient(Duration heads) {
        return of(Set.of(), Set.of(), 64, 128, Duration.ofMillis(250), 1_048_576, 16_777_216, heads);
    }

    /** Answers for these names to pages of these origins. */
    static HttpSettings visitedBy(Set<String> hosts, Set<String> origins) {
        return of(hosts, origins, 64, 128, Duration.ofMillis(250), 1_048_576, 16_777_216, Duration.ofSeconds(10));
    }

    private static HttpSettings of(
            Set<String> hosts,
            Set<String> origins,
            int concurrent,
            int queued,
            Duration patience,
            int body,
            int bulkBody,
            Duration heads) {
        return new HttpSettings(
                ORDINARY.host(),
                0,
                hosts,
                origins,
                ORDINARY.maxConnections(),
                concurrent,
                queued,
                patience,
                ORDINARY.maxBulkConcurrent(),
                Math.min(concurrent, ORDINARY.maxHeavyConcurrent()),
                ORDINARY.maxHeaderBytes(),
                body,
                bulkBody,
                bulkBody,
                ORDINARY.defaultTimeout(),
                ORDINARY.maxTimeout(),
                ORDINARY.idleTimeout(),
                heads,
                ORDINARY.keyTrust(),
                ORDINARY.retryAfter(),
                ORDINARY.keyRate(),
                ORDINARY.keyBurst(),
                ORDINARY.resource());
    }
}
