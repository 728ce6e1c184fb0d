package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.InvalidInput;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetentionRuleTest {
    private static RetentionRule rule(RetentionKind kind, Integer days, Long count, Integer importance) {
        return new RetentionRule(
                kind, Optional.ofNullable(days), Optional.ofNullable(count), Optional.ofNullable(importance));
    }

    @Test
    void aRuleThatSaysNothingShouldBeRefused() {
        assertThatThrownBy(() -> rule(RetentionKind.MEMORIES, null, null, 5)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void everyWrongNumberShouldBeNamedAtOnce() {
        assertThatThrownBy(() -> rule(RetentionKind.MEMORIES, 0, -1L, 11))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(violation -> violation.pointer())
                                .containsExactly("/max_age_days", "/max_count", "/keep_importance"));
    }

    @ParameterizedTest
    @EnumSource(RetentionKind.class)
    void onlyMemoriesShouldHaveAnImportance(RetentionKind kind) {
        if (kind.isOfMemories()) {
            assertThat(rule(kind, 1, null, 5).keepImportance()).contains(5);
        } else {
            assertThatThrownBy(() -> rule(kind, 1, null, 5)).isInstanceOf(InvalidInput.class);
        }
        assertThat(RetentionKind.named(kind.wireName())).contains(kind);
    }

    @Test
    void theAuditShouldHaveNoRetention() {
        assertThat(RetentionKind.named("audit")).isEmpty();
        assertThat(RetentionKind.named("audit_entries")).isEmpty();
    }

    @Test
    void anOutcomeShouldAddUpAndSurviveItsNumbers() {
        RetentionOutcome first =
                new RetentionOutcome(Map.of(RetentionKind.RECALLS, 2L, RetentionKind.MEMORIES, 0L), true);
        RetentionOutcome sum =
                first.and(new RetentionOutcome(Map.of(RetentionKind.RECALLS, 3L, RetentionKind.DOCUMENTS, 1L), false));

        assertThat(sum.rows()).isEqualTo(6);
        assertThat(sum.summary()).isEqualTo("documents: 1, recalls: 5, not complete");
        assertThat(RetentionOutcome.of(sum.numbers())).isEqualTo(sum);
        assertThat(RetentionOutcome.of(RetentionOutcome.NOTHING.numbers())).isEqualTo(RetentionOutcome.NOTHING);
        assertThat(RetentionOutcome.NOTHING.summary()).isEqualTo("nothing");
    }
}
