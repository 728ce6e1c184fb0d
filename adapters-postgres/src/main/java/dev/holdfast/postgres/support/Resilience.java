package dev.holdfast.postgres.support;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.shared.Places;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/** How the runner meets failures: how often it tries again, and when it stops trying for a moment. */
final class Resilience {
    private static final int ATTEMPTS = 3;

    private Resilience() {}

    /** At most two repetitions after 0 to 40 and 0 to 160 ms (full jitter), while the budget lasts. */
    static Retry retry(String name, RetryBudget budget) {
        IntervalFunction backoff = attempt -> (long) (Math.random() * 10 * Math.pow(4, attempt));
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(backoff)
                        .retryOnException(failure ->
                                failure instanceof Repeatable repeatable && !repeatable.isInVain() && budget.spend())
                        .build());
    }

    /** Opens when half of the last 20 calls found no database, and looks again every second. */
    static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .recordException(Resilience::isDatabaseAway)
                        .build());
    }

    static void register(
            MetricRegistry metrics,
            String name,
            CircuitBreaker breaker,
            Retry retry,
            RetryBudget budget,
            Places places) {
        gauge(
                metrics,
                "holdfast.sql." + name + ".breaker_open",
                () -> breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
        // As Resilience4j orders them: 0 closed, 1 open, 2 half open.
        gauge(
                metrics,
                "holdfast.sql." + name + ".breaker_state",
                () -> breaker.getState().getOrder());
        gauge(
                metrics,
                "holdfast.sql." + name + ".breaker_refused",
                () -> breaker.getMetrics().getNumberOfNotPermittedCalls());
        gauge(metrics, "holdfast.sql." + name + ".retry_budget", budget::left);
        gauge(metrics, "holdfast.sql." + name + ".places_free", places::free);
        gauge(metrics, "holdfast.sql." + name + ".waiting", places::waiting);
        gauge(
                metrics,
                "holdfast.sql." + name + ".retried_to_success",
                () -> retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt());
        gauge(
                metrics,
                "holdfast.sql." + name + ".retried_in_vain",
                () -> retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt());
    }

    private static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof Repeatable repeatable
                ? repeatable.foundNoServer()
                : failure instanceof StoreUnavailable || failure instanceof OutcomeUnknown;
    }

    private static void gauge(MetricRegistry metrics, String name, Gauge<Number> gauge) {
        metrics.gauge(name, () -> gauge);
    }
}
