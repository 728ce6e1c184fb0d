package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How old what is read may be, and what is kept of how old it was. */
class StalenessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theOldestOfSeveralShouldBeTold() {
        Staleness call = Staleness.ifNeedBe();
        assertThat(call.oldest()).isEmpty();

        call.saw(SECOND);
        call.saw(SECOND.multipliedBy(3));
        call.saw(SECOND.multipliedBy(2));

        assertThat(call.oldest()).contains(SECOND.multipliedBy(3));
    }

    /** The newest is what no copy has to do with, and not what a copy says to be new. */
    @Test
    void whatACopyTakesForNewShouldStillBeKnownAsOfACopy() {
        for (Duration age : new Duration[] {Duration.ZERO, SECOND.negated()}) {
            Staleness call = Staleness.ifNeedBe();

            call.saw(age);

            assertThat(call.oldest()).contains(Duration.ofNanos(1));
        }
    }

    @Test
    void whoWantsTheNewestShouldBeShownNoCopyAndToldNothing() {
        for (Staleness newest : new Staleness[] {Staleness.NONE, Staleness.upTo(Duration.ZERO)}) {
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
        for (Staleness bounded :
                new Staleness[] {Staleness.upTo(SECOND), Staleness.upTo(SECOND).butOnlyIfNeedBe()}) {
            assertThat(bounded.allows(SECOND)).isTrue();
            assertThat(bounded.allows(SECOND.plusNanos(1))).isFalse();
        }
        assertThat(Staleness.upTo(SECOND).isAsked()).isTrue();
        assertThat(Staleness.upTo(SECOND).butOnlyIfNeedBe().isAsked()).isFalse();
        assertThat(Staleness.ifNeedBe().isAsked()).isFalse();
        assertThat(Staleness.ifNeedBe().allows(Duration.ofDays(30))).isTrue();
    }
}
