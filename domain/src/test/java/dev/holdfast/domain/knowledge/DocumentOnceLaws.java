package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is claimed once happens once, however often it is asked for. */
public interface DocumentOnceLaws {
    RepositoriesUnderTest storage();

    @Test
    default void everyChangeOfADocumentShouldHappenOnce() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Scope scope = here.tenant().scope();
        Change insertion = here.tenant().once("insert");
        Change replacement = here.tenant().once("upsert");
        Change update = here.tenant().once("update");
        Change batch = here.tenant().once("batch");

        for (int repetition = 0; repetition < 2; repetition++) {
            boolean replayed = repetition == 1;
            Written<Document> inserted =
                    here.documents().insert(scope, aDocument().write(), insertion);
            Written<Document> upserted =
                    here.documents().upsert(scope, aDocument().withTexts("2").write(), replacement);
            Written<Document> updated =
                    here.documents().update(scope, aDocument().withTexts("3").write(), new Revision(2), update);
            List<Written<Document>> all = here.documents()
                    .upsertAll(
                            scope,
                            aCollection().name(),
                            List.of(
                                    aDocument().withId("new").write(),
                                    aDocument().withTexts("4").write()),
                            batch);
            assertThat(inserted.created()).isTrue();
            assertThat(upserted.created()).isFalse();
            assertThat(updated.created()).isFalse();
            assertThat(all).extracting(Written::created).containsExactly(true, false);
            assertThat(inserted.replayed()).isEqualTo(replayed);
            assertThat(upserted.replayed()).isEqualTo(replayed);
            assertThat(updated.replayed()).isEqualTo(replayed);
            assertThat(all).extracting(Written::replayed).containsOnly(replayed);
        }
        Document now = here.find(aDocument()).orElseThrow();
        assertThat(here.documents().insert(scope, aDocument().write(), insertion))
                .isEqualTo(new Written<>(now, true, true));
        assertThat(now.version()).isEqualTo(new Revision(4));
        assertThat(here.texts(aDocument())).containsExactly("4");
        assertThat(here.tenant().audit()).hasSize(6);
    }

    @Test
    default void aDeletionShouldHappenOnce() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());
        Change change = here.tenant().once("claim");

        assertThat(delete(here, change)).isTrue();
        here.put(aDocument());
        assertThat(delete(here, change)).isTrue();

        assertThat(here.texts(aDocument())).hasSize(2);
        assertThat(delete(here, here.tenant().once("another"))).isTrue();
        assertThat(here.find(aDocument())).isEmpty();
        assertThat(delete(here, here.tenant().once("third"))).isFalse();
        here.put(aDocument());
        assertThat(delete(here, here.tenant().once("third"))).isTrue();
    }

    @Test
    default void aReplayOfWhatIsGoneShouldFail() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Change change = here.tenant().once("claim");
        List<DocumentWrite> writes =
                List.of(aDocument().write(), aDocument().withId("other").write());
        here.documents().upsertAll(here.tenant().scope(), aCollection().name(), writes, change);
        here.delete(aDocument(), Optional.empty());

        assertThatThrownBy(() -> here.documents()
                        .upsertAll(here.tenant().scope(), aCollection().name(), writes, change))
                .isInstanceOf(NotFound.class);
        here.put(aDocument());
        assertThatThrownBy(() -> here.documents()
                        .upsertAll(here.tenant().scope(), aCollection().name(), writes, change))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aClaimShouldServeNoOtherRequestAndBeLookedAtFirst() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Scope scope = here.tenant().scope();
        here.documents().upsert(scope, aDocument().write(), here.tenant().once("claim"));
        Change mismatch = here.tenant().once("claim", "another fingerprint");

        assertThatThrownBy(() -> here.documents().insert(scope, aDocument().write(), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.documents()
                        .update(scope, aDocument().withId("absent").write(), Revision.FIRST, mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() ->
                        here.documents().upsert(scope, aDocument().in("absent").write(), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> delete(here, mismatch)).isInstanceOf(IdempotencyMismatch.class);
        assertThat(here.documents()
                        .upsert(
                                here.tenant().scope(TestTenant.BOB),
                                aDocument().write(),
                                here.tenant().once("claim", "bob's fingerprint"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void aChangeThatFailedShouldLeaveNoClaim() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());
        assertThatThrownBy(() -> here.documents()
                        .insert(
                                here.tenant().scope(),
                                aDocument().write(),
                                here.tenant().once("claim")))
                .isInstanceOf(AlreadyExists.class);

        assertThat(here.documents()
                        .insert(
                                here.tenant().scope(),
                                aDocument().withId("other").write(),
                                here.tenant().once("claim", "another fingerprint"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void parallelRequestsOfOneClaimShouldHaveOneEffect() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Change change = here.tenant().once("claim");

        List<Race.Outcome<Written<Document>>> outcomes = Race.of(
                20,
                i -> here.documents().upsert(here.tenant().scope(), aDocument().write(), change));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).extracting(Written::created).containsOnly(true);
        assertThat(Race.values(outcomes)).filteredOn(Written::replayed).hasSize(19);
        assertThat(here.texts(aDocument())).hasSize(2);
        assertThat(here.tenant().audit()).hasSize(2);
    }

    private static boolean delete(KnowledgeStage here, Change change) {
        return here.documents()
                .delete(here.tenant().scope(), aDocument().address(), Optional.empty(), Fresh.auditEntryId(), change);
    }
}
