package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers at once: a document is always the whole work of one of them. */
public interface DocumentConcurrencyLaws {
    RepositoriesUnderTest storage();

    @Test
    default void concurrentReplacementsShouldNeverMixTheirChunks() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        List<Race.Outcome<Written<Document>>> outcomes = Race.of(
                30,
                i -> here.documents()
                        .upsert(
                                here.tenant().scope(),
                                ofWriter(i).write(),
                                here.tenant().change()));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes))
                .extracting(outcome -> outcome.value().version().value())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 30).boxed().toList());
        assertThat(Race.values(outcomes)).filteredOn(Written::created).hasSize(1);
        Document last = Race.values(outcomes).stream()
                .map(Written::value)
                .filter(document -> document.version().value() == 30)
                .findFirst()
                .orElseThrow();
        assertThat(here.find(aDocument())).contains(last);
        List<String> texts = here.texts(aDocument());
        assertThat(texts).hasSize(last.chunks()).isNotEmpty();
        assertThat(texts.stream()
                        .map(text -> text.substring(0, text.indexOf(':')))
                        .distinct())
                .hasSize(1);
        assertThat(here.tenant().audit()).hasSize(31);
    }

    @Test
    default void ofConcurrentUpdatesOfOneVersionExactlyOneShouldSucceed() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());

        List<Race.Outcome<Written<Document>>> outcomes = Race.of(
                20,
                i -> here.documents()
                        .update(
                                here.tenant().scope(),
                                ofWriter(i).write(),
                                Revision.FIRST,
                                here.tenant().change()));

        assertThat(Race.values(outcomes)).hasSize(1);
        assertThat(Race.failures(outcomes)).hasSize(19).allMatch(StaleVersion.class::isInstance);
        assertThat(here.texts(aDocument()))
                .hasSize(Race.values(outcomes).getFirst().value().chunks());
    }

    @Test
    default void ofConcurrentInsertsExactlyOneShouldSucceed() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        List<Race.Outcome<Written<Document>>> outcomes = Race.of(
                20,
                i -> here.documents()
                        .insert(
                                here.tenant().scope(),
                                ofWriter(i).write(),
                                here.tenant().change()));

        assertThat(Race.values(outcomes)).hasSize(1);
        assertThat(Race.failures(outcomes)).hasSize(19).allMatch(AlreadyExists.class::isInstance);
        assertThat(here.texts(aDocument()))
                .hasSize(Race.values(outcomes).getFirst().value().chunks());
    }

    @Test
    default void replacementsAndDeletionsShouldLeaveAWholeDocumentOrNothing() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());

        List<Race.Outcome<Boolean>> outcomes = Race.of(30, i -> {
            if (i % 3 == 0) {
                return here.documents()
                        .delete(
                                here.tenant().scope(),
                                aDocument().address(),
                                Optional.empty(),
                                Fresh.auditEntryId(),
                                here.tenant().change());
            }
            here.documents()
                    .upsert(
                            here.tenant().scope(),
                            ofWriter(i).write(),
                            here.tenant().change());
            return true;
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        int chunks = here.find(aDocument()).map(Document::chunks).orElse(0);
        assertThat(here.texts(aDocument())).hasSize(chunks);
        assertThat(here.delete(aDocument(), Optional.empty())).isEqualTo(chunks > 0);
    }

    @Test
    default void aCollectionThatIsDeletedMeanwhileShouldLeaveNothingBehind() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        List<Race.Outcome<Boolean>> outcomes = Race.of(20, i -> {
            if (i == 7) {
                return here.collections()
                        .delete(
                                here.tenant().scope(),
                                aCollection().name(),
                                Optional.empty(),
                                Fresh.auditEntryId(),
                                here.tenant().change());
            }
            here.documents()
                    .upsert(
                            here.tenant().scope(),
                            ofWriter(i).withId("document " + i).write(),
                            here.tenant().change());
            return true;
        });

        assertThat(Race.failures(outcomes)).allMatch(NotFound.class::isInstance);
        assertThat(here.find(aCollection())).isEmpty();
        here.put(aCollection());
        assertThat(here.ids("handbook")).isEmpty();
    }

    @Test
    default void concurrentBatchesOfTheSameDocumentsShouldNotStopOneAnother() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        List<Race.Outcome<List<Written<Document>>>> outcomes = Race.of(10, writer -> {
            List<DocumentWrite> writes = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(i -> ofWriter(writer).withId("document " + i).write())
                    .toList());
            if (writer % 2 == 1) {
                java.util.Collections.reverse(writes);
            }
            return here.documents()
                    .upsertAll(
                            here.tenant().scope(),
                            aCollection().name(),
                            writes,
                            here.tenant().change());
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(here.ids("handbook")).hasSize(6);
        for (String id : here.ids("handbook")) {
            Document document = here.find(aDocument().withId(id)).orElseThrow();
            assertThat(document.version()).isEqualTo(new Revision(10));
            assertThat(here.texts(aDocument().withId(id))).hasSize(document.chunks());
        }
    }

    /** Different numbers of chunks, which all name their writer. */
    private static Documents ofWriter(int writer) {
        return aDocument()
                .withTexts(IntStream.rangeClosed(0, writer % 5)
                        .mapToObj(i -> "writer " + writer + ": chunk " + i)
                        .toArray(String[]::new));
    }
}
