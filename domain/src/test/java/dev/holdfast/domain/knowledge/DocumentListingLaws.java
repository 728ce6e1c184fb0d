package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of lists, and where their pages end. */
public interface DocumentListingLaws {
    RepositoriesUnderTest storage();

    @Test
    default void documentsShouldBeListedByCodePointInsideTheirCollection() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aCollection().named("handbook-2"));
        here.put(aDocument().in("handbook-2").withId("elsewhere"));
        List<String> ordered = List.of("A", "B", "a", "a b", "a/b", "z", "\u00e4", "\uffff", "\ud83d\ude00");
        for (String id : List.of("z", "\ud83d\ude00", "a/b", "B", "\uffff", "a", "\u00e4", "A", "a b")) {
            here.put(aDocument().withId(id));
        }

        assertThat(here.ids("handbook")).isEqualTo(ordered);
        for (int limit : new int[] {1, 4, 200}) {
            assertThat(KnowledgeStage.all(
                            limit,
                            page -> here.documents()
                                    .list(here.tenant().scope(), aCollection().name(), page)))
                    .extracting(document -> document.address().externalId())
                    .isEqualTo(ordered);
        }
        assertThat(here.ids("absent")).isEmpty();
    }

    @Test
    default void thoseOfSomeDocumentsThatThereAreShouldBeFoundByCodePoint() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aCollection().named("handbook-2"));
        here.put(aDocument().in("handbook-2").withId("elsewhere"));
        List<String> ordered = List.of("B", "a", "\uffff", "\ud83d\ude00");
        ordered.forEach(id -> here.put(aDocument().withId(id)));
        here.put(aDocument().withId("not asked for"));

        List<Document> found = here.documents()
                .findAll(
                        here.tenant().scope(),
                        aCollection().name(),
                        List.of("\ud83d\ude00", "elsewhere", "\uffff", "absent", "a", "B"));

        assertThat(found)
                .extracting(document -> document.address().externalId())
                .isEqualTo(ordered);
        assertThat(found)
                .allSatisfy(document -> assertThat(
                                here.documents().find(here.tenant().scope(), document.address()))
                        .contains(document));
        assertThat(here.documents()
                        .findAll(
                                here.tenant().neighbour().scope(), aCollection().name(), ordered))
                .isEmpty();
        assertThat(here.documents()
                        .findAll(
                                here.tenant().scope(),
                                aCollection().named("absent").name(),
                                ordered))
                .isEmpty();
    }

    @Test
    default void chunksShouldBeWalkedInTheirOrder() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Documents document = aDocument().withTexts("one", "two", "three", "four", "five");
        here.put(document);

        for (int limit : new int[] {1, 2, 5, 200}) {
            List<Page<Chunk>> pages = KnowledgeStage.pages(
                    limit, page -> here.documents().chunks(here.tenant().scope(), document.address(), page));
            assertThat(pages).hasSize((5 + limit - 1) / limit);
            assertThat(pages.stream().flatMap(page -> page.items().stream()))
                    .extracting(Chunk::text)
                    .containsExactly("one", "two", "three", "four", "five");
        }
        assertThat(here.documents()
                        .chunks(
                                here.tenant().scope(),
                                aDocument().withId("absent").address(),
                                PageRequest.first(1))
                        .items())
                .isEmpty();
    }

    @Test
    default void pagesOfHeavyDocumentsAndChunksShouldEndEarlyAndLoseNothing() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        JsonDocument note = JsonDocument.of(Map.of("note", "x".repeat(60 * 1024)));
        JsonDocument small = JsonDocument.of(Map.of("note", "x".repeat(15 * 1024)));
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> "d" + i).toList();
        ids.forEach(id -> here.put(aDocument().withId(id).withMetadata(note)));
        Documents heavyTexts = aDocument()
                .withId("heavy")
                .withTexts(IntStream.range(0, 40)
                        .mapToObj(i -> "%02d".formatted(i) + "ab ".repeat(10_000))
                        .toArray(String[]::new));
        Documents heavyMetadata = aDocument()
                .withId("heavy")
                .withChunks(IntStream.range(0, 30)
                        .mapToObj(i -> new ChunkDraft("text " + i, List.of(), 1, small))
                        .toList());

        List<Page<Document>> pages = KnowledgeStage.pages(
                200,
                page -> here.documents()
                        .list(here.tenant().scope(), aCollection().name(), page));
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().items()).hasSize(5);
        assertThat(here.ids("handbook")).isEqualTo(ids);
        for (Documents heavy : List.of(heavyTexts, heavyMetadata)) {
            here.put(heavy);
            List<Page<Chunk>> parts = KnowledgeStage.pages(
                    200, page -> here.documents().chunks(here.tenant().scope(), heavy.address(), page));
            assertThat(parts).hasSize(2);
            assertThat(here.texts(heavy))
                    .isEqualTo(heavy.chunks().stream().map(ChunkDraft::text).toList());
        }
    }
}
