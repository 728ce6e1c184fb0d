package dev.holdfast.ports.recall;

import static dev.holdfast.ports.recall.Asking.fact;
import static dev.holdfast.ports.recall.Asking.remember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of answers. */
public interface AskingLedgerLaws {
    StorageUnderTest storage();

    @Test
    default void anAnswerShouldBeInTheLedger() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"), fact("b", "quokka leaf"));

        RecallAnswer answer = here.recalls().recall(here.writer(), RecallQuery.of("quokka"));

        RecallRecord line =
                here.recalls().find(here.writer(), answer.id().orElseThrow()).record();
        assertThat(line.query()).isEqualTo("quokka");
        assertThat(line.principal()).isEqualTo(here.writer().principal().id());
        assertThat(line.requestId()).isEqualTo("request-1");
        assertThat(line.at()).isEqualTo(here.tenant().now());
        assertThat(line.tokens()).isEqualTo(answer.tokens());
        assertThat(line.tuning()).isEqualTo(JsonDocument.EMPTY);
        assertThat(line.items())
                .isEqualTo(answer.items().stream()
                        .map(item -> new RecallRecord.Item(
                                item.passage().id(), item.passage().version(), item.score()))
                        .toList());
        assertThat(line.items()).hasSize(2);
    }

    @Test
    default void withoutALedgerAnAnswerShouldHaveNoId() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"));
        RecallService forgetful = Asking.service(here, storage(), false, QuestionVectors.NONE);

        RecallAnswer answer = forgetful.recall(here.writer(), RecallQuery.of("quokka"));

        assertThat(answer.id()).isEmpty();
        assertThat(answer.items()).hasSize(1);
    }

    @Test
    default void whatBecameOfAnItemShouldBeNotedBesideIt() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"));
        RecallAnswer answer = here.recalls().recall(here.writer(), RecallQuery.of("quokka"));
        RecallId id = answer.id().orElseThrow();
        UUID item = answer.items().get(0).passage().id().value();

        Written<RecallFeedback> said =
                here.recalls().judge(here.writer(), id, item, Verdict.OUTDATED, Optional.of("it moved"));

        assertThat(said.created()).isTrue();
        assertThat(here.recalls().find(here.writer(), id).feedback()).containsExactly(said.value());
        assertThat(here.tenant().audit().get(0).action()).isEqualTo("recall.feedback");
        assertThatThrownBy(() -> here.recalls().judge(here.writer(), id, Fresh.uuid(), Verdict.USED, Optional.empty()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.recalls().judge(here.writer(), id, item, Verdict.USED, Optional.of("")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    default void aLimitedKeyShouldSeeTheAnswersToItselfOnly() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"));
        CallContext limited = here.call(Role.READER, "users/1");
        RecallId own =
                here.recalls().recall(limited, RecallQuery.of("quokka")).id().orElseThrow();
        RecallAnswer others = here.recalls().recall(here.writer(), RecallQuery.of("quokka"));
        UUID item = others.items().get(0).passage().id().value();

        assertThat(here.recalls().find(limited, own).record().items()).hasSize(1);
        assertThat(here.recalls().find(here.admin(), own)).isInstanceOf(RecallEntry.class);
        assertThatThrownBy(() -> here.recalls().find(limited, others.id().orElseThrow()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        here.recalls().judge(limited, others.id().orElseThrow(), item, Verdict.USED, Optional.empty()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void theLedgerOfAnotherTenantShouldBeNobodys() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        remember(here, fact("a", "quokka"));
        RecallAnswer answer = here.recalls().recall(here.writer(), RecallQuery.of("quokka"));

        assertThatThrownBy(() -> there.recalls().find(there.admin(), answer.id().orElseThrow()))
                .isInstanceOf(NotFound.class);
        assertThat(there.recalls().sweep(there.tenant().scope(), Duration.ZERO)).isZero();
        assertThat(here.recalls().find(here.admin(), answer.id().orElseThrow())).isNotNull();
    }

    @Test
    default void whatIsOlderThanTheRetentionShouldBeForgotten() {
        TestServices here = TestServices.on(storage());
        RecallId old =
                here.recalls().recall(here.writer(), RecallQuery.of("old")).id().orElseThrow();
        here.tenant().clock().advance(Duration.ofDays(2));
        RecallId young = here.recalls()
                .recall(here.writer(), RecallQuery.of("young"))
                .id()
                .orElseThrow();

        assertThat(here.recalls().sweep(here.tenant().scope(), Duration.ofDays(1)))
                .isEqualTo(1);

        assertThatThrownBy(() -> here.recalls().find(here.writer(), old)).isInstanceOf(NotFound.class);
        assertThat(here.recalls().find(here.writer(), young).record().query()).isEqualTo("young");
    }
}
