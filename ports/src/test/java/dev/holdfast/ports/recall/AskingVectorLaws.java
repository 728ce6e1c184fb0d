package dev.holdfast.ports.recall;

import static dev.holdfast.ports.recall.Asking.fact;
import static dev.holdfast.ports.recall.Asking.remember;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import org.junit.jupiter.api.Test;

/** What becomes of a question whose vector is missing. */
public interface AskingVectorLaws {
    StorageUnderTest storage();

    @Test
    default void aModelThatIsDownShouldCostTheVectorAndNotTheAnswer() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("a", "quokka"));
        RecallService down = Asking.service(here, storage(), true, (scope, text) -> QuestionVectors.Asked.UNAVAILABLE);

        RecallAnswer answer = down.recall(here.writer(), RecallQuery.of("quokka"));

        assertThat(Asking.names(answer.items())).containsExactly("a");
        assertThat(answer.embedding()).isEqualTo(EmbeddingUse.UNAVAILABLE);
        assertThat(down.find(here.writer(), answer.id().orElseThrow()).record().embedding())
                .isEqualTo(EmbeddingUse.UNAVAILABLE);
    }
}
