package dev.holdfast.domain.recall;

import static dev.holdfast.domain.TestTenant.ALICE;
import static dev.holdfast.domain.TestTenant.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every law of {@link RecallLedger}. */
public interface RecallLedgerContract {
    RepositoriesUnderTest storage();

    @Test
    default void aLineShouldBeFoundAsItWasWritten() {
        Recalls here = Recalls.on(storage());
        RecallRecord full = here.record();
        RecallRecord empty = here.emptyLine();
        here.ledger().record(here.tenant().scope(), empty);

        assertThat(here.find(full)).contains(new RecallEntry(full, List.of()));
        assertThat(here.find(empty)).contains(new RecallEntry(empty, List.of()));
        assertThat(here.find(here.line())).isEmpty();
    }

    @Test
    default void anyQuestionShouldBeKeptAsItWasAsked() {
        Recalls here = Recalls.on(storage());
        for (String text : HostileTexts.ALL) {
            RecallRecord line = here.line();
            RecallRecord asked = new RecallRecord(
                    line.id(),
                    line.at(),
                    line.principal(),
                    line.requestId(),
                    text,
                    line.namespace(),
                    line.collections(),
                    line.asOf(),
                    line.embedding(),
                    line.tuning(),
                    line.tokens(),
                    line.items());
            here.ledger().record(here.tenant().scope(), asked);

            assertThat(here.find(asked).orElseThrow().record().query()).isEqualTo(text);
        }
    }

    @Test
    default void aLineShouldBeWrittenOnceAndLeaveNoAuditEntry() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();

        here.ledger().record(here.tenant().scope(), line);

        assertThat(here.find(line)).contains(new RecallEntry(line, List.of()));
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aJudgementShouldBeFoundWithItsLine() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();
        RecallFeedback second = here.feedback(line, 1, Verdict.OUTDATED, BOB);
        RecallFeedback first = here.feedback(line, 0, Verdict.USED, ALICE);
        RecallFeedback another = here.feedback(line, 0, Verdict.WRONG, BOB);

        for (RecallFeedback each : List.of(second, first, another)) {
            assertThat(here.judge(each)).isEqualTo(new Written<>(each, true, false));
        }

        assertThat(here.find(line).orElseThrow().feedback()).containsExactly(first, another, second);
    }

    @Test
    default void theLastWordOfEachPrincipalShouldCount() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();
        here.judge(here.feedback(line, 0, Verdict.USED, ALICE));
        RecallFeedback last = new RecallFeedback(
                line.id(),
                line.items().get(0).passage().value(),
                Verdict.WRONG,
                Optional.empty(),
                ALICE,
                here.tenant().tick());

        assertThat(here.judge(last)).isEqualTo(new Written<>(last, false, false));

        assertThat(here.find(line).orElseThrow().feedback()).containsExactly(last);
    }

    @Test
    default void whatWasNotAnsweredShouldNotBeJudged() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();
        RecallFeedback ofNothing = here.feedback(here.line(), 0, Verdict.USED, ALICE);
        RecallFeedback ofAnother = new RecallFeedback(
                line.id(),
                Fresh.uuid(),
                Verdict.USED,
                Optional.empty(),
                ALICE,
                here.tenant().now());

        assertThatThrownBy(() -> here.judge(ofNothing)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.judge(ofAnother)).isInstanceOf(NotFound.class);
        assertThat(here.tenant().audit()).isEmpty();
        assertThat(here.find(line).orElseThrow().feedback()).isEmpty();
    }

    @Test
    default void aJudgementShouldLeaveAnAuditEntry() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();
        RecallFeedback feedback = here.feedback(line, 0, Verdict.USED, BOB);
        here.judge(feedback);

        AuditEntry entry = here.tenant().audit().get(0);
        assertThat(entry.principal()).isEqualTo(BOB);
        assertThat(entry.at()).isEqualTo(feedback.at());
        assertThat(entry.subject().type()).isEqualTo("recall");
        assertThat(entry.subject().name()).isEqualTo(line.id().value() + "/" + feedback.item());
        assertThat(entry.subject().id()).contains(line.id().value());
    }

    @Test
    default void aJudgementShouldHappenOncePerClaim() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();
        RecallFeedback feedback = here.feedback(line, 0, Verdict.USED, ALICE);

        Written<RecallFeedback> once = here.judge(feedback, here.tenant().once("key"));
        Written<RecallFeedback> again = here.judge(
                here.feedback(line, 0, Verdict.USED, ALICE), here.tenant().once("key"));

        assertThat(once).isEqualTo(new Written<>(feedback, true, false));
        assertThat(again).isEqualTo(new Written<>(feedback, true, true));
        assertThat(here.tenant().audit()).hasSize(1);
        assertThatThrownBy(() -> here.judge(
                        here.feedback(line, 1, Verdict.USED, ALICE),
                        here.tenant().once("key", "another")))
                .isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void theOldestLinesShouldBeSweptWithTheirFeedback() {
        Recalls here = Recalls.on(storage());
        List<RecallRecord> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lines.add(here.record());
        }
        here.judge(here.feedback(lines.get(0), 0, Verdict.USED, ALICE));
        RecallRecord kept = lines.get(3);

        assertThat(here.ledger().sweep(here.tenant().scope(), kept.at(), 2)).isEqualTo(2);
        assertThat(lines).filteredOn(line -> here.find(line).isPresent()).isEqualTo(lines.subList(2, 5));
        assertThat(here.ledger().sweep(here.tenant().scope(), kept.at(), 2)).isEqualTo(1);
        assertThat(here.ledger().sweep(here.tenant().scope(), kept.at(), 2)).isZero();
        assertThat(lines).filteredOn(line -> here.find(line).isPresent()).isEqualTo(lines.subList(3, 5));

        here.ledger().record(here.tenant().scope(), lines.get(0));
        assertThat(here.find(lines.get(0)).orElseThrow().feedback()).isEmpty();
    }

    @Test
    default void theLedgerShouldBeTheTenantsOwn() {
        Recalls here = Recalls.on(storage());
        Recalls there = here.neighbour();
        RecallRecord line = here.record();

        assertThat(there.find(line)).isEmpty();
        assertThatThrownBy(() -> there.judge(there.feedback(line, 0, Verdict.USED, ALICE)))
                .isInstanceOf(NotFound.class);
        there.ledger().record(there.tenant().scope(), line);
        assertThat(there.ledger().sweep(there.tenant().scope(), line.at().plusSeconds(9), 10))
                .isEqualTo(1);

        assertThat(here.find(line)).contains(new RecallEntry(line, List.of()));
        assertThat(there.find(line)).isEmpty();
    }

    @Test
    default void theDeadlineShouldBeKept() {
        Recalls here = Recalls.on(storage());
        RecallRecord line = here.record();

        assertThatThrownBy(() -> here.ledger().record(here.tenant().late(), here.line()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.ledger().find(here.tenant().late(), line.id()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> here.ledger().sweep(here.tenant().late(), line.at(), 1))
                .isInstanceOf(DeadlineExceeded.class);
    }
}
