package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MomentTest {
    private final Moment moment = new Moment(0x1_0000_0007L, 5);

    @Test
    void aLaterOneOfTheSameServerShouldFollow() {
        assertThat(new Moment(moment.undecided() + 1, 5).follows(moment)).isTrue();
        assertThat(moment.follows(moment)).isTrue();
    }

    @Test
    void anEarlierOneShouldNotFollow() {
        assertThat(new Moment(moment.undecided() - 1, 5).follows(moment)).isFalse();
    }

    /** It may be a copy, or what was restored, and have given the same numbers to others. */
    @Test
    void oneOfAnotherServerShouldNotFollow() {
        assertThat(new Moment(moment.undecided() + 1, 6).follows(moment)).isFalse();
    }

    @Test
    void rowsShouldBeAskedForByTheNumberThatTheyHave() {
        assertThat(moment.xid()).isEqualTo("7");
    }
}
