package dev.holdfast.domain.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodePointOrderTest {
    @Test
    void shouldBeTheOrderOfTheBytesOfUtf8() {
        new RandomTexts(1)
                .pairs((left, right) -> assertThat(Integer.signum(CodePointOrder.compare(left, right)))
                        .as("%s ? %s", left, right)
                        .isEqualTo(
                                Integer.signum(Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8)))));
    }

    @Test
    void shouldBeAntisymmetricAndAgreeWithEquality() {
        new RandomTexts(2).pairs((left, right) -> {
            assertThat(Integer.signum(CodePointOrder.compare(left, right)))
                    .isEqualTo(-Integer.signum(CodePointOrder.compare(right, left)));
            assertThat(CodePointOrder.compare(left, right) == 0).isEqualTo(left.equals(right));
        });
    }

    @Test
    void shouldPutWhatLiesBeyondTheBasicPlaneLast() {
        assertThat(List.of("\uD83D\uDE00", "\uFFFD", "a", "", "\uD7FF", "\uE000", "ab", "A").stream()
                        .sorted(CodePointOrder.COMPARATOR))
                .containsExactly("", "A", "a", "ab", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00");
    }
}
