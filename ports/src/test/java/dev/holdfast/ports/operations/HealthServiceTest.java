package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.shared.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of a store's health, whatever the store. */
final class HealthServiceTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration POOLS = Duration.ofSeconds(60);

    private final SettableClock clock = SettableClock.at(START);
    private final KnownHealth store = new KnownHealth();
    private final HealthService service = new HealthService(store, INTERVAL, POOLS, clock);

    private List<HealthNotice> watch() {
        clock.advance(INTERVAL);
        return service.watch();
    }

    private List<HealthNotice> watchPools(PoolFigures found) {
        store.pools(found);
        clock.advance(POOLS);
        return service.watchPools();
    }

    @Test
    void aDatabaseThatGoesAwayShouldBeNoticedOnceAndOnceMoreWhenItIsBack() {
        assertThat(watch()).isEmpty();

        store.pulse(false, "does not answer");
        assertThat(watch()).singleElement().satisfies(gone -> {
            assertThat(gone.subject()).isEqualTo("database");
            assertThat(gone.status()).isEqualTo(HealthStatus.FAILED);
            assertThat(gone.finding()).isEqualTo("does not answer");
        });
        assertThat(watch()).isEmpty();

        store.pulse(true, "answers and writes");
        assertThat(watch()).extracting(HealthNotice::status).containsExactly(HealthStatus.OK);
        assertThat(watch()).isEmpty();
        assertThat(service.history(START).notices()).hasSize(2);
        assertThat(service.history(START).samples())
                .extracting(HealthSample::status)
                .containsExactly(
                        HealthStatus.OK, HealthStatus.FAILED, HealthStatus.FAILED, HealthStatus.OK, HealthStatus.OK);
    }

    @Test
    void aSaturatedPoolShouldBeNoticedOnce() {
        assertThat(watchPools(KnownHealth.pool(1, 0, 0, 0, 0))).isEmpty();
        assertThat(watchPools(KnownHealth.pool(2, 0, 0, 0, 0)))
                .singleElement()
                .satisfies(full -> assertThat(full.finding()).contains("2 of 2 connections in use"));
        assertThat(watchPools(KnownHealth.pool(2, 3, 0, 0, 0))).isEmpty();
        assertThat(watchPools(KnownHealth.pool(0, 0, 0, 0, 0)))
                .extracting(HealthNotice::status)
                .containsExactly(HealthStatus.OK);
    }

    @Test
    void whoWaitedBetweenTwoLooksShouldBeNoticedToo() {
        watchPools(KnownHealth.pool(0, 0, 100, 1_000, 0));

        assertThat(watchPools(KnownHealth.pool(0, 0, 190, 6_900, 0))).isEmpty();
        assertThat(watchPools(KnownHealth.pool(0, 0, 250, 12_900, 0)))
                .singleElement()
                .satisfies(crowded -> {
                    assertThat(crowded.subject()).isEqualTo("pool_requests");
                    assertThat(crowded.status()).isEqualTo(HealthStatus.WARNING);
                    assertThat(crowded.finding()).contains("60 callers waited 6000 ms in all, 0 of them in vain");
                });
        assertThat(watchPools(KnownHealth.pool(0, 0, 250, 12_900, 0))).hasSize(1);
        assertThat(watchPools(KnownHealth.pool(0, 0, 251, 12_901, 1))).hasSize(1);
    }

    @Test
    void whoWaitsForADatabaseThatIsAwayShouldBeNoNews() {
        store.pulse(false, "does not answer");
        watch();
        assertThat(watchPools(KnownHealth.pool(2, 9, 0, 0, 0))).isEmpty();

        store.pulse(true, "answers and writes");
        watch();
        assertThat(watchPools(KnownHealth.pool(2, 9, 0, 0, 0))).hasSize(1);
    }

    @Test
    void aStoreThatDoesNotAnswerShouldBeAFailureAndAStrainedPoolAWarning() {
        store.pools(KnownHealth.pool(2, 1, 0, 0, 0));
        assertThat(service.report().status()).isEqualTo(HealthStatus.WARNING);

        clock.advance(INTERVAL);
        store.pulse(false, "does not answer");
        assertThat(service.report().status()).isEqualTo(HealthStatus.FAILED);
    }

    @Test
    void theWorstCheckShouldBeTheStatusOfAllAndPoolsBeAmongThem() {
        store.findings(Finding.ok("a", "fine"), Finding.warning("b", "soon", "Do it."));
        assertThat(service.examine().status()).isEqualTo(HealthStatus.WARNING);

        clock.advance(INTERVAL);
        store.findings(Finding.failed("a", "broken", "Mend it."), Finding.warning("b", "soon", "Do it."));
        assertThat(service.examine().status()).isEqualTo(HealthStatus.FAILED);
        assertThat(service.examine().checks()).extracting(Finding::name).containsExactly("a", "b", "pool_requests");
    }

    @Test
    void howeverManyAskTheStoreShouldBeAskedOnce() {
        Race.values(Race.of(20, caller -> service.report()));
        assertThat(store.asked()).isEqualTo(1);
        Race.values(Race.of(20, caller -> service.examine()));
        assertThat(store.asked()).isEqualTo(2);

        clock.advance(Duration.ofHours(-1));
        service.report();
        assertThat(store.asked()).isEqualTo(3);
    }

    @Test
    void aDayShouldBeRememberedAndNotMore() {
        long samplesOfADay = Duration.ofHours(24).dividedBy(INTERVAL);
        for (int i = 0; i < samplesOfADay + 100; i++) {
            watch();
        }
        Instant first = START.plus(INTERVAL.multipliedBy(100));

        int found = 0;
        Instant since = START;
        HealthHistory page = service.history(since);
        assertThat(page.samples().getFirst().at()).isEqualTo(first);
        while (page.nextSince().isPresent()) {
            assertThat(page.samples()).hasSize(HealthService.MOST_SAMPLES);
            found += page.samples().size();
            page = service.history(page.nextSince().get());
        }
        assertThat(found + page.samples().size()).isEqualTo(Math.toIntExact(samplesOfADay) + 1);
    }
}
