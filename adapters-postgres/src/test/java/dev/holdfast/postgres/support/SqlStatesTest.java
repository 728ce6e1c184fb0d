package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreFull;
import dev.holdfast.domain.shared.StoreLocked;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlStatesTest {
    @ParameterizedTest
    @CsvSource({
        "40001, COLLISION",
        "40P01, COLLISION",
        "08001, NOT_SENT",
        "08004, NOT_SENT",
        "57P03, NOT_SENT",
        "53300, NOT_SENT",
        "08003, CONNECTION_LOST",
        "08006, CONNECTION_LOST",
        "08007, CONNECTION_LOST",
        "57P01, CONNECTION_LOST",
        "57P02, CONNECTION_LOST",
        "57P05, CONNECTION_LOST",
        "25P03, CONNECTION_LOST",
        "40003, CONNECTION_LOST",
        "25006, STANDBY",
        "57014, TIMEOUT",
        "55P03, LOCKED",
        "23505, DUPLICATE",
        "23503, BAD_DATA",
        "23P01, BAD_DATA",
        "23502, BAD_DATA",
        "23514, BAD_DATA",
        "22021, BAD_DATA",
        "22P05, BAD_DATA",
        "54000, BAD_DATA",
        "42501, DEFECT",
        "42601, DEFECT",
        "53100, NO_SPACE",
        "58030, NO_SPACE",
        "53200, NO_SPACE",
        "26000, STALE_STATEMENT",
        "42P05, STALE_STATEMENT",
        "XX000, DEFECT"
    })
    void everyStateOfTheTableShouldHaveItsMeaning(String state, Failure failure) {
        assertThat(SqlStates.classify(new SQLException("text", state))).isEqualTo(failure);
        assertThat(SqlStates.classify(new SQLException("wrapped", new SQLException("text", state))))
                .isEqualTo(failure);
    }

    @Test
    void aDryPoolShouldMeanThatNothingWasSent() {
        assertThat(SqlStates.classify(new SQLTransientConnectionException("dry")))
                .isEqualTo(Failure.NOT_SENT);
    }

    @Test
    void onlyAChangedPlanShouldMakeAnUnsupportedFeatureRepeatable() {
        assertThat(SqlStates.classify(new SQLException("cached plan must not change result type", "0A000")))
                .isEqualTo(Failure.STALE_STATEMENT);
        assertThat(SqlStates.classify(new SQLException("something else", "0A000")))
                .isEqualTo(Failure.DEFECT);
    }

    @Test
    void aBrokenConnectionShouldBeRepeatableOnlyWhenNothingWasCommittedWithIt() {
        SQLException lost = new SQLException("text", "08006");

        assertThat(Verdicts.of(Failure.CONNECTION_LOST, true, lost)).isInstanceOf(OutcomeUnknown.class);
        assertThat(Verdicts.of(Failure.CONNECTION_LOST, false, lost)).isInstanceOf(Repeatable.class);
    }

    @Test
    void everyOtherVerdictShouldBeFinal() {
        SQLException cause = new SQLException("secret text of the database", "XX000");

        assertThat(Verdicts.of(Failure.TIMEOUT, true, cause)).isInstanceOf(DeadlineExceeded.class);
        assertThat(Verdicts.of(Failure.LOCKED, true, cause)).isInstanceOf(StoreLocked.class);
        assertThat(Verdicts.of(Failure.BAD_DATA, true, cause)).isInstanceOf(InvalidInput.class);
        assertThat(Verdicts.of(Failure.NO_SPACE, true, cause)).isInstanceOf(StoreFull.class);
        assertThat(Verdicts.of(Failure.DUPLICATE, true, cause)).isInstanceOf(DuplicateRow.class);
        assertThat(Verdicts.of(Failure.DEFECT, true, cause))
                .isInstanceOf(StoreFault.class)
                .message()
                .doesNotContain("secret");
    }
}
