package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MomentTest {
    private final Moment moment = new Moment(0x1_0000_0007L, "here");

    @Test
    void aLaterOneOfTheSameHistoryShouldFollow() {
        assertThat(new Moment(moment.undecided() + 1, "here").follows(moment)).isTrue();
        assertThat(moment.follows(moment)).isTrue();
    }

    @Test
    void anEarlierOneShouldNotFollow() {
        assertThat(new Moment(moment.undecided() - 1, "here").follows(moment)).isFalse();
    }

    /** It may be of a copy, or of what was restored, and have given the same numbers to others. */
    @Test
    void oneOfAnotherHistoryShouldNotFollow() {
        assertThat(new Moment(moment.undecided() + 1, "there").follows(moment)).isFalse();
    }

    @Test
    void rowsShouldBeAskedForByTheNumberThatTheyHave() {
        assertThat(moment.xid()).isEqualTo("7");
    }
}
