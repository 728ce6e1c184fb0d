package dev.holdfast.ports.embedding;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What callers may do with models and vectors. */
public interface EmbeddingServiceContract extends EmbeddingWorkLaws {
    @Override
    StorageUnderTest storage();

    @Test
    default void storedVectorsShouldBeLookedUpByText() {
        TestServices here = TestServices.on(storage());
        ContentHash tea = ContentHash.of("tea");
        ContentHash milk = ContentHash.of("milk");

        Written<Integer> stored =
                here.embeddings().store(here.writer(), SMALL, List.of(new Embedding(tea, Vector.of(1, 2))));

        assertThat(stored.value()).isEqualTo(1);
        assertThat(here.embeddings().lookUp(here.call(Role.READER), SMALL.name(), Set.of(tea, milk)))
                .containsOnlyKeys(tea)
                .containsValue(Vector.of(1, 2));
        assertThat(here.embeddings().models(here.writer())).singleElement().satisfies(status -> {
            assertThat(status.model()).isEqualTo(SMALL);
            assertThat(status.state()).isEqualTo(ModelState.STORED);
            assertThat(status.ready()).isEqualTo(1);
        });
    }

    @Test
    default void modelsThatTheServerCanUseShouldBeOffered() {
        assertThat(TestServices.on(storage()).embeddings().offered()).contains(SMALL);
    }

    @Test
    default void whatIsThereShouldNotBeStoredNorAuditedAgain() {
        TestServices here = TestServices.on(storage());
        List<Embedding> tea = List.of(new Embedding(ContentHash.of("tea"), Vector.of(1, 2)));
        here.embeddings().store(here.writer(), SMALL, tea);

        assertThat(here.embeddings().store(here.writer(), SMALL, tea).value()).isZero();
        assertThat(here.tenant().audit()).extracting(AuditEntry::action).containsExactly("embedding.store");
    }

    @Test
    default void vectorsOfAnotherDimensionShouldBeRefusedAndNothingKept() {
        TestServices here = TestServices.on(storage());
        Embedding good = new Embedding(ContentHash.of("tea"), Vector.of(1, 2));
        Embedding bad = new Embedding(ContentHash.of("milk"), Vector.of(1, 2, 3));

        assertThatThrownBy(() -> here.embeddings().store(here.writer(), SMALL, List.of(good, bad)))
                .isInstanceOf(InvalidInput.class);
        here.embeddings().store(here.writer(), SMALL, List.of(good));
        assertThatThrownBy(
                        () -> here.embeddings().store(here.writer(), new EmbeddingModel(SMALL.name(), 3), List.of(bad)))
                .isInstanceOf(InvalidInput.class);
        assertThat(here.embeddings().models(here.writer()))
                .extracting(ModelStatus::ready)
                .containsExactly(1L);
    }

    @Test
    default void whatWasWrittenShouldSayWhetherItHasItsVector() {
        TestServices here = TestServices.on(storage());
        assertThat(here.embeddings().stateOf(here.writer(), List.of("tea"))).isEqualTo(EmbeddingState.PENDING);
        here.embeddings().store(here.writer(), SMALL, List.of(new Embedding(ContentHash.of("tea"), Vector.of(1, 2))));
        here.embeddings().reembed(here.admin(), SMALL.name());

        assertThat(here.embeddings().statesOf(here.writer(), List.of("milk", "tea")))
                .containsExactly(EmbeddingState.PENDING, EmbeddingState.READY);
        assertThat(here.embeddings().stateOf(here.writer(), List.of("milk", "tea")))
                .isEqualTo(EmbeddingState.PENDING);
        assertThat(here.embeddings().stateOf(here.writer(), List.of("tea"))).isEqualTo(EmbeddingState.READY);
    }

    @Test
    default void aRequestShouldBeBounded() {
        TestServices here = TestServices.on(storage());
        Set<ContentHash> many = new HashSet<>(IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> ContentHash.of("text " + i))
                .toList());

        assertThatThrownBy(() -> here.embeddings().lookUp(here.writer(), SMALL.name(), many))
                .isInstanceOf(LimitExceeded.class);
    }

    /** That a text has a vector tells that somebody has the text. */
    @Test
    default void aKeyThatIsLimitedToNamespacesShouldBeRefused() {
        TestServices here = TestServices.on(storage());

        assertThatThrownBy(() -> here.embeddings()
                        .lookUp(here.call(Role.ADMIN, "users"), SMALL.name(), Set.of(ContentHash.of("tea"))))
                .isInstanceOf(NotPermitted.class);
        assertThat(here.refusals()).extracting(AuditEntry::action).containsExactly("embedding.lookup");
    }

    @Test
    default void anotherTenantsVectorsShouldNotBeFound() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        ContentHash tea = ContentHash.of("tea");
        there.embeddings().store(there.writer(), SMALL, List.of(new Embedding(tea, Vector.of(1, 2))));

        assertThat(here.embeddings().lookUp(here.writer(), SMALL.name(), Set.of(tea)))
                .isEmpty();
        assertThat(here.embeddings().models(here.writer())).isEmpty();
    }

    @Test
    default void theFirstModelShouldBeUsedAtOnceAndTheNextBesideIt() {
        TestServices here = TestServices.on(storage());

        assertThat(here.embeddings().reembed(here.admin(), SMALL.name()).value().state())
                .isEqualTo(ModelState.ACTIVE);
        assertThat(here.embeddings().reembed(here.admin(), LARGE.name()).value().state())
                .isEqualTo(ModelState.BUILDING);
        assertThat(here.embeddings().reembed(here.admin(), LARGE.name()).value().state())
                .isEqualTo(ModelState.BUILDING);
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .containsExactly("embedding.reembed", "embedding.reembed");
        assertThatThrownBy(() -> here.embeddings().reembed(here.admin(), "unheard/of"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    default void whatIsRepeatedWithItsKeyShouldHappenOnce() {
        TestServices here = TestServices.on(storage());
        CallContext once = TestServices.once(here.admin(), "key", "fingerprint");
        Embedding tea = new Embedding(ContentHash.of("tea"), Vector.of(1, 2));

        here.embeddings().store(once, SMALL, List.of(tea));
        Written<Integer> again = here.embeddings().store(once, SMALL, List.of(tea));

        assertThat(again).isEqualTo(new Written<>(1, true, true));
        assertThatThrownBy(() ->
                        here.embeddings().store(TestServices.once(here.admin(), "key", "another"), SMALL, List.of(tea)))
                .isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void anOperatorShouldDecideWhenTheNextModelTakesOver() {
        TestServices here = TestServices.on(storage());
        here.embeddings().reembed(here.admin(), SMALL.name());
        here.memories().set(here.admin(), aMemory().build());
        here.embeddings().reembed(here.admin(), LARGE.name());

        assertThat(here.embeddings().cutOver(here.admin(), false).value()).isFalse();
        assertThat(here.embeddings().cutOver(here.admin(), true).value()).isTrue();
        assertThat(here.embeddings().cutOver(here.admin(), true).value()).isFalse();
        assertThat(here.embeddings().models(here.admin()))
                .filteredOn(status -> status.state() == ModelState.ACTIVE)
                .extracting(ModelStatus::model)
                .containsExactly(LARGE);
    }

    @Test
    default void retryingAModelThatIsNotThereShouldSaySo() {
        TestServices here = TestServices.on(storage());

        assertThatThrownBy(() -> here.embeddings().retry(here.admin(), "unheard/of"))
                .isInstanceOf(NotFound.class);
    }
}
