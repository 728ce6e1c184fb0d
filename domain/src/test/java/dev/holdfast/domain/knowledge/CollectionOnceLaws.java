package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is claimed once happens once, however often it is asked for. */
public interface CollectionOnceLaws {
    RepositoriesUnderTest storage();

    @Test
    default void everyChangeOfACollectionShouldHappenOnce() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        CollectionRepository repository = here.collections();
        Scope scope = here.tenant().scope();
        Change insertion = here.tenant().once("insert");
        Change replacement = here.tenant().once("upsert");
        Change update = here.tenant().once("update");

        for (int repetition = 0; repetition < 2; repetition++) {
            boolean replayed = repetition == 1;
            Written<Collection> inserted =
                    repository.insert(scope, aCollection().write(), insertion);
            Written<Collection> upserted =
                    repository.upsert(scope, aCollection().write(), replacement);
            Written<Collection> updated = repository.update(scope, aCollection().write(), new Revision(2), update);
            assertThat(inserted.created()).isTrue();
            assertThat(upserted.created()).isFalse();
            assertThat(updated.created()).isFalse();
            assertThat(inserted.replayed()).isEqualTo(replayed);
            assertThat(upserted.replayed()).isEqualTo(replayed);
            assertThat(updated.replayed()).isEqualTo(replayed);
        }
        assertThat(repository.insert(scope, aCollection().write(), insertion).value())
                .isEqualTo(here.find(aCollection()).orElseThrow());
        assertThat(here.find(aCollection()).orElseThrow().version()).isEqualTo(new Revision(3));
        assertThat(here.tenant().audit()).hasSize(3);
    }

    @Test
    default void aDeletionShouldHappenOnce() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Change change = here.tenant().once("claim");

        assertThat(delete(here, change)).isTrue();
        here.put(aCollection());
        assertThat(delete(here, change)).isTrue();

        assertThat(here.find(aCollection())).isPresent();
        assertThat(delete(here, here.tenant().once("another"))).isTrue();
        assertThat(here.find(aCollection())).isEmpty();
    }

    @Test
    default void aReplayOfWhatIsGoneShouldFail() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        Change change = here.tenant().once("claim");
        here.collections().upsert(here.tenant().scope(), aCollection().write(), change);
        here.delete(aCollection(), Optional.empty());

        assertThatThrownBy(() -> here.collections()
                        .upsert(here.tenant().scope(), aCollection().write(), change))
                .isInstanceOf(NotFound.class);

        here.put(aCollection());
        assertThatThrownBy(() -> here.collections()
                        .upsert(here.tenant().scope(), aCollection().write(), change))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aClaimShouldServeNoOtherRequestAndBeLookedAtFirst() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Scope scope = here.tenant().scope();
        here.collections()
                .upsert(
                        scope,
                        aCollection().named("other").write(),
                        here.tenant().once("claim"));
        Change mismatch = here.tenant().once("claim", "another fingerprint");

        assertThatThrownBy(() -> here.collections().insert(scope, aCollection().write(), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.collections()
                        .update(scope, aCollection().named("absent").write(), Revision.FIRST, mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.collections()
                        .upsert(scope, aCollection().in(Language.SIMPLE).write(), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> delete(here, mismatch)).isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void aChangeThatFailedShouldLeaveNoClaim() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Change change = here.tenant().once("claim");
        assertThatThrownBy(() -> here.collections()
                        .insert(here.tenant().scope(), aCollection().write(), change))
                .isInstanceOf(AlreadyExists.class);

        assertThat(here.collections()
                        .insert(
                                here.tenant().scope(),
                                aCollection().named("other").write(),
                                here.tenant().once("claim", "another fingerprint"))
                        .replayed())
                .isFalse();
    }

    private static boolean delete(KnowledgeStage here, Change change) {
        return here.collections()
                .delete(here.tenant().scope(), aCollection().name(), Optional.empty(), Fresh.auditEntryId(), change);
    }
}
