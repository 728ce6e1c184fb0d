package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.knowledge.Documents.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How documents come, change and go. */
public interface DocumentWritingLaws {
    /** A document with every field. */
    Documents FULL = aDocument()
            .withId("drinks/Tee & Käse 🍵.md")
            .withTitle("Tea, 'quoted' \\ {\"a\",NULL}")
            .withSource("https://example.org/tea?q=1")
            .withMetadata(JsonDocument.of(Map.of("author", "Ana", "pages", 3)))
            .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00.000001Z"))
            .withChunks(List.of(
                    chunk("Leaves, \"quoted\" {1,NULL} \\N", "Tea", "Kinds > of, 'tea'"),
                    new ChunkDraft("🍵", List.of(), 7, JsonDocument.of(Map.of("page", 2)))));

    RepositoriesUnderTest storage();

    @Test
    default void upsertShouldStoreEverythingThatIsSaid() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        Written<Document> written = here.put(FULL);

        Document document = written.value();
        assertThat(written.created()).isTrue();
        assertThat(written.replayed()).isFalse();
        assertThat(document.address()).isEqualTo(FULL.address());
        assertThat(document.title()).isEqualTo(FULL.title());
        assertThat(document.source()).isEqualTo(FULL.source());
        assertThat(document.metadata()).isEqualTo(FULL.metadata());
        assertThat(document.validFrom()).isEqualTo(FULL.validFrom());
        assertThat(document.validTo()).isEqualTo(FULL.validTo());
        assertThat(document.chunks()).isEqualTo(2);
        assertThat(document.contentHash()).isEqualTo(DocumentHash.of(FULL.build()));
        assertThat(document.version()).isEqualTo(Revision.FIRST);
        assertThat(document.createdAt()).isEqualTo(here.tenant().now()).isEqualTo(document.updatedAt());
        assertThat(document.createdBy()).isEqualTo(TestTenant.ALICE);
        assertThat(here.find(FULL)).contains(document);
        List<Chunk> chunks = here.chunks(FULL);
        assertThat(chunks).extracting(Chunk::ordinal).containsExactly(0, 1);
        assertThat(chunks).extracting(Chunk::document).containsOnly(document.id());
        assertThat(chunks).extracting(Chunk::createdAt).containsOnly(document.createdAt());
        for (int i = 0; i < 2; i++) {
            ChunkDraft draft = FULL.chunks().get(i);
            assertThat(new ChunkDraft(
                            chunks.get(i).text(),
                            chunks.get(i).headings(),
                            chunks.get(i).tokens(),
                            chunks.get(i).metadata()))
                    .isEqualTo(draft);
        }
    }

    @Test
    default void upsertShouldReplaceTheWholeDocument() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Document before = here.put(FULL).value();

        Written<Document> written = here.put(aDocument().withId(FULL.id()).withTexts("only this"));

        Document after = written.value();
        assertThat(written.created()).isFalse();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.version()).isEqualTo(new Revision(2));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.updatedAt()).isEqualTo(here.tenant().now());
        assertThat(after.title()).isEmpty();
        assertThat(after.source()).isEmpty();
        assertThat(after.validTo()).isEmpty();
        assertThat(after.metadata()).isEqualTo(JsonDocument.EMPTY);
        assertThat(here.find(FULL)).contains(after);
        assertThat(here.texts(FULL)).containsExactly("only this");
    }

    @Test
    default void noDocumentShouldBeWithoutACollection() {
        KnowledgeStage here = KnowledgeStage.on(storage());

        assertThatThrownBy(() -> here.put(aDocument())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.insert(aDocument())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.putAll(aDocument())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.update(aDocument(), Revision.FIRST)).isInstanceOf(NotFound.class);

        assertThat(here.tenant().audit()).isEmpty();
        here.put(aCollection());
        assertThat(here.ids("handbook")).isEmpty();
    }

    @Test
    default void insertShouldFailWhereThereIsOne() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Written<Document> first = here.insert(aDocument());

        assertThatThrownBy(() -> here.insert(aDocument().withTexts("second"))).isInstanceOf(AlreadyExists.class);

        assertThat(first.created()).isTrue();
        assertThat(here.find(aDocument())).contains(first.value());
        assertThat(here.texts(aDocument())).hasSize(2);
    }

    @Test
    default void updateShouldFailOnStaleVersionAndWhereThereIsNone() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());
        assertThatThrownBy(() -> here.update(aDocument().withId("absent"), Revision.FIRST))
                .isInstanceOf(NotFound.class);

        Written<Document> second = here.update(aDocument().withTexts("second"), Revision.FIRST);
        assertThat(second.created()).isFalse();
        assertThat(second.value().version()).isEqualTo(new Revision(2));

        assertThatThrownBy(() -> here.update(aDocument().withTexts("third"), Revision.FIRST))
                .isInstanceOfSatisfying(
                        StaleVersion.class, stale -> assertThat(stale.current()).contains(new Revision(2)));
        assertThat(here.find(aDocument())).contains(second.value());
        assertThat(here.texts(aDocument())).containsExactly("second");
    }

    @Test
    default void twoVersionsShouldNeverShareAMoment() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Document first = here.documents()
                .upsert(
                        here.tenant().scope(),
                        aDocument().write(),
                        here.tenant().change())
                .value();

        Document second = here.documents()
                .upsert(
                        here.tenant().scope(),
                        aDocument().write(),
                        here.tenant().change())
                .value();

        assertThat(second.updatedAt()).isEqualTo(first.updatedAt().plusNanos(1_000));
    }

    @Test
    default void upsertAllShouldWriteEachInTheOrderOfTheRequest() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Document before = here.put(aDocument().withId("b")).value();

        List<Written<Document>> written = here.putAll(
                aDocument().withId("c").withTexts("c1", "c2", "c3"),
                aDocument().withId("b").withTexts(),
                FULL,
                aDocument().withId("a").withTexts("a1"));

        assertThat(written).extracting(Written::created).containsExactly(true, false, true, true);
        assertThat(written)
                .extracting(outcome -> outcome.value().address().externalId())
                .containsExactly("c", "b", FULL.id(), "a");
        assertThat(written.get(1).value().id()).isEqualTo(before.id());
        assertThat(here.texts(aDocument().withId("c"))).containsExactly("c1", "c2", "c3");
        assertThat(here.texts(aDocument().withId("b"))).isEmpty();
        assertThat(here.texts(aDocument().withId("a"))).containsExactly("a1");
        assertThat(here.texts(FULL)).hasSize(2);
        assertThat(here.find(FULL)).contains(written.get(2).value());
    }

    @Test
    default void aChangeThatCannotBeAuditedShouldNotBeMade() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        DocumentWrite first = aDocument().write();
        here.documents().upsert(here.tenant().scope(), first, here.tenant().change());
        DocumentWrite good = aDocument().withId("good").write();
        DocumentWrite taken = new DocumentWrite(
                Fresh.documentId(),
                first.auditId(),
                List.of(),
                aDocument().withTexts().build());

        assertThat(catchThrowable(() -> here.documents()
                        .upsertAll(
                                here.tenant().scope(),
                                aCollection().name(),
                                List.of(good, taken),
                                here.tenant().once("claim"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(here.ids("handbook")).containsExactly("tea.md");
        assertThat(here.texts(aDocument())).hasSize(2);
        assertThat(here.tenant().audit()).hasSize(2);
        assertThat(here.documents()
                        .upsert(here.tenant().scope(), good, here.tenant().once("claim", "other"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void deleteShouldTakeTheChunksWithIt() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Document before = here.put(aDocument()).value();
        here.put(aDocument().withId("other"));

        assertThat(here.delete(aDocument(), Optional.empty())).isTrue();

        assertThat(here.find(aDocument())).isEmpty();
        assertThat(here.chunks(aDocument())).isEmpty();
        assertThat(here.ids("handbook")).containsExactly("other");
        assertThat(here.texts(aDocument().withId("other"))).hasSize(2);
        Written<Document> anew = here.put(aDocument().withTexts("anew"));
        assertThat(anew.created()).isTrue();
        assertThat(anew.value().version()).isEqualTo(Revision.FIRST);
        assertThat(anew.value().id()).isNotEqualTo(before.id());
        assertThat(here.texts(aDocument())).containsExactly("anew");
    }

    @Test
    default void deleteShouldFailOnStaleVersionAndChangeNothingWhereThereIsNone() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());

        assertThat(here.delete(aDocument().withId("absent"), Optional.empty())).isFalse();
        assertThat(here.delete(aDocument().withId("absent"), Optional.of(Revision.FIRST)))
                .isFalse();
        assertThat(here.delete(aDocument().in("absent"), Optional.empty())).isFalse();
        assertThatThrownBy(() -> here.delete(aDocument(), Optional.of(new Revision(2))))
                .isInstanceOf(StaleVersion.class);

        assertThat(here.texts(aDocument())).hasSize(2);
        assertThat(here.delete(aDocument(), Optional.of(Revision.FIRST))).isTrue();
    }
}
