package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.ReadinessContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecentReadinessTest implements ReadinessContract {
    private static final Duration TRUST = Duration.ofMillis(250);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Readiness readiness() {
        return over(() -> List.of(new Readiness.Check("store", true, "asked " + asked.incrementAndGet() + " times")));
    }

    @Test
    void aRecentFindingShouldBeTrusted() {
        Readiness readiness = readiness();
        readiness.check();
        nanos.addAndGet(TRUST.toNanos() - 1);
        readiness.check();

        assertThat(asked).hasValue(1);
    }

    @Test
    void anOldFindingShouldBeReplaced() {
        Readiness readiness = readiness();
        List<Readiness.Check> first = readiness.check();
        nanos.addAndGet(TRUST.toNanos());

        assertThat(readiness.check()).isNotEqualTo(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoeverAsksWhileAnotherIsAskingShouldGetTheLastFinding() {
        AtomicInteger inside = new AtomicInteger();
        Readiness[] self = new Readiness[1];
        self[0] = over(() -> {
            if (asked.incrementAndGet() == 2) {
                inside.set(self[0].check().size()); // a second caller, while the first is being answered
            }
            return List.of(new Readiness.Check("store", true, "works"));
        });
        self[0].check();
        nanos.addAndGet(TRUST.toNanos());
        self[0].check();

        assertThat(asked).hasValue(2);
        assertThat(inside).hasValue(1);
    }

    @Test
    void aCheckThatFailsInsteadOfAnsweringShouldBeNotReady() {
        Readiness readiness = over(() -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(readiness.check()).isNotEmpty().noneMatch(Readiness.Check::ok);
        assertThat(readiness.check().toString()).doesNotContain("a defect");
    }

    private Readiness over(Readiness asked) {
        return new RecentReadiness(asked, TRUST, nanos::get);
    }
}
