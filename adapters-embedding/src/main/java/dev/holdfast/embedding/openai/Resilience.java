package dev.holdfast.embedding.openai;

import dev.holdfast.ports.embedding.EmbedderUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/** How failures of an endpoint are met. */
final class Resilience {
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Resilience() {}

    /**
     * At most two repetitions while the caller waits. A refusal is not repeated: the answer would be the same; nor is a limit of rate:
     * whoever asks on makes it worse, and the work in the background comes back by itself.
     */
    static Retry retry(String name, Patience left) {
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(
                                IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 3.0, 0.5, LONGEST_PAUSE))
                        .retryOnException(
                                failure -> failure instanceof EmbedderUnavailable && left.outlasts(LONGEST_PAUSE))
                        .build());
    }

    /** Opens when half of the last ten calls failed, so that questions do not wait for what is away; looks again every five seconds. */
    static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(5))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(EmbedderUnavailable.class::isInstance)
                        .build());
    }
}
