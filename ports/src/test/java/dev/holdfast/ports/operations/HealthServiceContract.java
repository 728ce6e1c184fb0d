package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The laws of {@link HealthService} over a store that works and that nobody else uses. */
public interface HealthServiceContract {
    Instant START = Instant.parse("2026-01-31T12:00:00Z");
    Duration INTERVAL = Duration.ofSeconds(30);

    /** The health of a store that works. */
    StoreHealth health();

    private HealthService service(SettableClock clock) {
        return new HealthService(health(), INTERVAL, INTERVAL, clock);
    }

    @Test
    default void aWorkingStoreShouldBeReportedAsSuch() {
        HealthReport report = service(SettableClock.at(START)).report();

        assertThat(report.status()).isEqualTo(HealthStatus.OK);
        assertThat(report.at()).isEqualTo(START);
        assertThat(report.pools()).hasSameSizeAs(health().pools());
    }

    @Test
    default void everyLookShouldBeReportedAndThePoolsWithIt() {
        DeepHealthReport report = service(SettableClock.at(START)).examine();

        assertThat(report.status()).isNotEqualTo(HealthStatus.FAILED);
        assertThat(report.checks())
                .hasSize(health().examine().size() + health().pools().size());
        assertThat(report.checks()).extracting(Finding::name).doesNotHaveDuplicates();
    }

    @Test
    default void whatWasWatchedShouldBeRemembered() {
        SettableClock clock = SettableClock.at(START);
        HealthService service = service(clock);

        assertThat(service.watch()).isEmpty();
        assertThat(service.watchPools()).isEmpty();
        clock.advance(INTERVAL);
        service.watch();

        HealthHistory history = service.history(START.minusSeconds(1));
        assertThat(history.samples()).extracting(HealthSample::at).containsExactly(START, START.plus(INTERVAL));
        assertThat(history.pools()).extracting(PoolSample::at).containsExactly(START);
        assertThat(history.notices()).isEmpty();
        assertThat(history.nextSince()).isEmpty();
        assertThat(service.history(START).samples()).hasSize(1);
    }
}
