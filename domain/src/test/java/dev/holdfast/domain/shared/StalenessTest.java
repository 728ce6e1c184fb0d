package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How old what is read may be, and what is kept of how old it was. */
class StalenessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // it may wrap around

    @Test
    void theOldestOfSeveralShouldBeTold() {
        Staleness call = Staleness.ifNeedBe(now::get);
        assertThat(call.oldest()).isEmpty();

        call.saw(SECOND);
        call.saw(SECOND.multipliedBy(3));
        call.saw(SECOND.multipliedBy(2));

        assertThat(call.oldest()).contains(SECOND.multipliedBy(3));
    }

    /** What was read before is older by the time that the answer took since, and so may be what was said to be newer. */
    @Test
    void whatWasReadShouldGoOnAgeingUntilTheAnswerIsGiven() {
        for (Staleness call : new Staleness[] {
            Staleness.ifNeedBe(now::get),
            Staleness.upTo(SECOND, now::get),
            Staleness.ifNeedBe(now::get).butOnlyIfNeedBe()
        }) {
            call.saw(SECOND);
            now.addAndGet(SECOND.multipliedBy(2).toNanos());
            assertThat(call.oldest()).contains(SECOND.multipliedBy(3));

            call.saw(SECOND.multipliedBy(2));
            assertThat(call.oldest()).contains(SECOND.multipliedBy(3));

            call.saw(SECOND.multipliedBy(4));
            now.addAndGet(SECOND.toNanos());
            assertThat(call.oldest()).contains(SECOND.multipliedBy(5));
        }
    }

    /** The newest is what no copy has to do with, and not what a copy says to be new. */
    @Test
    void whatACopyTakesForNewShouldStillBeKnownAsOfACopy() {
        for (Duration age : new Duration[] {Duration.ZERO, SECOND.negated()}) {
            Staleness call = Staleness.ifNeedBe(now::get);

            call.saw(age);

            assertThat(call.oldest()).contains(Duration.ofNanos(1));
        }
    }

    @Test
    void whoWantsTheNewestShouldBeShownNoCopyAndToldNothing() {
        for (Staleness newest : new Staleness[] {Staleness.NONE, Staleness.upTo(Duration.ZERO, now::get)}) {
            newest.saw(SECOND);

            assertThat(newest.isRefused()).isTrue();
            assertThat(newest.isAsked()).isFalse();
            assertThat(newest.allows(SECOND)).isFalse();
            assertThat(newest.oldest()).isEmpty();
            assertThat(newest.butOnlyIfNeedBe().isRefused()).isTrue();
        }
    }

    @Test
    void aBoundShouldHoldWhetherACopyIsWantedOrOnlyEndured() {
        for (Staleness bounded : new Staleness[] {
            Staleness.upTo(SECOND, now::get), Staleness.upTo(SECOND, now::get).butOnlyIfNeedBe()
        }) {
            assertThat(bounded.allows(SECOND)).isTrue();
            assertThat(bounded.allows(SECOND.plusNanos(1))).isFalse();
        }
        assertThat(Staleness.upTo(SECOND, now::get).isAsked()).isTrue();
        assertThat(Staleness.upTo(SECOND, now::get).butOnlyIfNeedBe().isAsked()).isFalse();
        assertThat(Staleness.ifNeedBe(now::get).isAsked()).isFalse();
        assertThat(Staleness.ifNeedBe(now::get).allows(Duration.ofDays(30))).isTrue();
    }
}
