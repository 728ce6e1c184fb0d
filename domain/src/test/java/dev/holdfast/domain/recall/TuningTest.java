package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningTest {
    @Test
    void theDefaultsShouldBeThese() {
        assertThat(Tuning.DEFAULT)
                .isEqualTo(new Tuning(
                        2000,
                        60,
                        2,
                        2000,
                        0.9,
                        0.3,
                        0.3,
                        1.0,
                        0.5,
                        10,
                        0.7,
                        0.5,
                        0.5,
                        1.0,
                        0.3,
                        0.4,
                        0.5,
                        0.5,
                        0.05,
                        Duration.ofDays(30),
                        0.1,
                        0.3));
    }

    @ParameterizedTest
    @CsvSource({
        "candidates, candidates, 1, 5000",
        "window, window, 1, 500",
        "neighbours, neighbours, 0, 5",
        "characters, characters, 200, 32768",
        "k1, k1, 0, 10",
        "b, b, 0, 1",
        "titleBoost, title_boost, 0, 10",
        "lexicalWeight, lexical_weight, 0, 10",
        "vectorWeight, vector_weight, 0, 10",
        "fusionConstant, fusion_constant, 1, 1000",
        "contextBefore, context_before, 0, 1",
        "contextAfter, context_after, 0, 1",
        "coverage, coverage, 0, 10",
        "speaker, speaker, 0, 10",
        "proximity, proximity, 0, 10",
        "type, type, 0, 10",
        "asking, asking, 0, 1",
        "date, date, 0, 10",
        "recency, recency, 0, 10",
        "importance, importance, 0, 10",
        "diversity, diversity, 0, 1"
    })
    void everyParameterShouldHaveItsBounds(String name, String member, int least, int most) {
        assertThat(Tunings.with(Tuning.DEFAULT, name, least)).isNotNull();
        assertThat(Tunings.with(Tuning.DEFAULT, name, most)).isNotNull();
        for (int outside : List.of(least - 1, most + 1)) {
            assertThatThrownBy(() -> Tunings.with(Tuning.DEFAULT, name, outside))
                    .rootCause()
                    .isInstanceOf(InvalidInput.class)
                    .extracting(wrong -> ((InvalidInput) wrong).violations(), list(Violation.class))
                    .extracting(Violation::pointer)
                    .containsExactly("/" + member);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 4000, 200, true", "500, 4001, 200, false", "61, 32768, 10, true", "61, 32768, 62, false"})
    void whatIsReadForOneQuestionShouldBeBounded(int window, int characters, int limit, boolean fits) {
        Tuning tuning = Tunings.with(Tuning.DEFAULT, "window", window, "characters", characters);

        assertThat(tuning.checkText("/ranking", limit).map(Violation::pointer))
                .isEqualTo(fits ? Optional.empty() : Optional.of("/ranking/characters"));
    }

    @Test
    void aNumberThatIsNoneShouldBeRefused() {
        assertThatThrownBy(() -> Tunings.with(Tuning.DEFAULT, "b", Double.NaN))
                .hasRootCauseInstanceOf(InvalidInput.class);
    }

    @Test
    void vectorsOfALexicalModelShouldMoveNothingUnlessTheCallerSaysOtherwise() {
        Tuning asked = Tunings.with(Tuning.DEFAULT, "vectorWeight", 2);

        assertThat(Tuning.DEFAULT.forModel("hashing-384").vectorWeight()).isZero();
        assertThat(Tuning.DEFAULT.forModel("text-embedding-3-small")).isEqualTo(Tuning.DEFAULT);
        assertThat(asked.forModel("hashing-384")).isEqualTo(asked);
    }

    @Test
    void anotherWindowShouldChangeNothingElse() {
        assertThat(Tuning.DEFAULT.withWindow(200)).isEqualTo(Tunings.with(Tuning.DEFAULT, "window", 200));
    }
}
