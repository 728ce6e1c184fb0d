package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;

/**
 * How much one request, and all together, may take.
 *
 * @param requestTimeout for requests that name none
 * @param maxRequestTimeout the most a request may ask for
 * @param connections open connections
 * @param concurrentRequests requests served at once
 * @param queuedRequests requests waiting for that
 * @param bodySize bytes of an ordinary request body
 * @param bulkBodySize bytes of a batch's body
 * @param keyRate requests per second of one key; 0 for no bound
 * @param keyBurst requests of one key at once, after a pause
 */
public record LimitsConfig(
        Duration requestTimeout,
        Duration maxRequestTimeout,
        int connections,
        int concurrentRequests,
        int queuedRequests,
        long bodySize,
        long bulkBodySize,
        int keyRate,
        int keyBurst) {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    static final Setting<Duration> REQUEST_TIMEOUT = Setting.of(
            "limits.request_timeout",
            "HOLDFAST_REQUEST_TIMEOUT",
            Form.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
            "5s",
            "The deadline of a request that names none with `X-Request-Timeout-Ms`.");

    static final Setting<Duration> MAX_REQUEST_TIMEOUT = Setting.of(
            "limits.max_request_timeout",
            "HOLDFAST_MAX_REQUEST_TIMEOUT",
            Form.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "30s",
            "The longest deadline a request can ask for; a longer wish is refused.");

    static final Setting<Integer> CONNECTIONS = Setting.of(
            "limits.connections",
            "HOLDFAST_CONNECTIONS",
            Form.integer(1, 100_000),
            "4096",
            "Open connections of clients; further ones wait until one closes.");

    static final Setting<Integer> CONCURRENT_REQUESTS = Setting.of(
            "limits.concurrent_requests",
            "HOLDFAST_CONCURRENT_REQUESTS",
            Form.integer(1, 10_000),
            "64",
            "Requests served at once. More than a few per database connection only make all of them slower.");

    static final Setting<Integer> QUEUED_REQUESTS = Setting.of(
            "limits.queued_requests",
            "HOLDFAST_QUEUED_REQUESTS",
            Form.integer(0, 100_000),
            "2048",
            "Requests that wait for that; what is beyond is refused at once with 503 and `Retry-After`.");

    static final Setting<Long> BODY_SIZE = Setting.of(
            "limits.body_size",
            "HOLDFAST_BODY_SIZE",
            Form.size(64 * KIB, 64 * MIB),
            "1MiB",
            "The largest request body.");

    static final Setting<Long> BULK_BODY_SIZE = Setting.of(
            "limits.bulk_body_size",
            "HOLDFAST_BULK_BODY_SIZE",
            Form.size(64 * KIB, 256 * MIB),
            "16MiB",
            "The largest request body of the endpoints that take many things at once.");

    static final Setting<Integer> KEY_RATE = Setting.of(
            "limits.key_rate",
            "HOLDFAST_KEY_RATE",
            Form.integer(0, 1_000_000),
            "0",
            "Requests per second that each key, and each subject of access tokens, may make; `0` for no bound. What is beyond is refused"
                    + " with 429 and `Retry-After`. Each server counts for itself.");

    static final Setting<Integer> KEY_BURST = Setting.of(
            "limits.key_burst",
            "HOLDFAST_KEY_BURST",
            Form.integer(1, 1_000_000),
            "100",
            "Requests that it may make at once after a pause, when `limits.key_rate` is set.");

    static final Section SECTION = new Section(
            "Limits",
            List.of(
                    REQUEST_TIMEOUT,
                    MAX_REQUEST_TIMEOUT,
                    CONNECTIONS,
                    CONCURRENT_REQUESTS,
                    QUEUED_REQUESTS,
                    BODY_SIZE,
                    BULK_BODY_SIZE,
                    KEY_RATE,
                    KEY_BURST));

    static LimitsConfig of(Values values) {
        return new LimitsConfig(
                values.get(REQUEST_TIMEOUT),
                values.get(MAX_REQUEST_TIMEOUT),
                values.get(CONNECTIONS),
                values.get(CONCURRENT_REQUESTS),
                values.get(QUEUED_REQUESTS),
                values.get(BODY_SIZE),
                values.get(BULK_BODY_SIZE),
                values.get(KEY_RATE),
                values.get(KEY_BURST));
    }

    static void check(Values values, Problems problems) {
        values.find(REQUEST_TIMEOUT)
                .filter(usual -> values.find(MAX_REQUEST_TIMEOUT)
                        .filter(most -> usual.compareTo(most) > 0)
                        .isPresent())
                .ifPresent(usual -> problems.add(
                        values.subject(REQUEST_TIMEOUT), "must not be longer than limits.max_request_timeout"));
    }
}
