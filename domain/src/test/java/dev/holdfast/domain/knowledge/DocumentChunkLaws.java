package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.knowledge.Documents.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When chunks stay, and when they are others. */
public interface DocumentChunkLaws {
    RepositoriesUnderTest storage();

    @Test
    default void theSameContentShouldKeepItsChunks() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());
        List<Chunk> before = here.chunks(aDocument());

        Document again = here.put(aDocument()).value();
        here.update(aDocument().withMetadata(JsonDocument.of(Map.of("a", 1))), again.version());
        here.put(aDocument().withSource("file:///tea.md"));
        here.put(aDocument().valid(Instant.EPOCH, here.tenant().now()));
        here.putAll(aDocument(), aDocument().withId("other"));

        assertThat(here.chunks(aDocument())).isEqualTo(before);
        assertThat(here.find(aDocument()).orElseThrow().version()).isEqualTo(new Revision(6));
        assertThat(here.find(aDocument()).orElseThrow().validFrom()).isEmpty();
    }

    @Test
    default void anyOtherContentShouldReplaceAllChunks() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        ChunkDraft first = aDocument().chunks().getFirst();
        List<Documents> others = List.of(
                aDocument().withTitle("a title"),
                aDocument().withTexts(first.text()),
                aDocument().withChunks(List.of(chunk(first.text(), "heading"), chunk("x"))),
                aDocument().withChunks(List.of(chunk("x"), chunk(first.text(), "heading"))),
                aDocument()
                        .withChunks(List.of(new ChunkDraft(
                                first.text(), List.of(), first.tokens(), JsonDocument.of(Map.of("a", 1))))));
        here.put(aDocument());
        for (Documents other : others) {
            List<Chunk> before = here.chunks(other);

            Document document = here.put(other).value();

            List<Chunk> after = here.chunks(other);
            assertThat(after)
                    .extracting(Chunk::id)
                    .doesNotContainAnyElementsOf(before.stream().map(Chunk::id).toList());
            assertThat(after)
                    .extracting(Chunk::text)
                    .isEqualTo(other.chunks().stream().map(ChunkDraft::text).toList());
            assertThat(after).extracting(Chunk::createdAt).containsOnly(document.updatedAt());
            assertThat(document.chunks()).isEqualTo(other.chunks().size());
        }
    }

    @Test
    default void idsShouldBeInTheOrderOfTheText() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        DocumentWrite write = aDocument()
                .withTexts(IntStream.range(0, 50).mapToObj(i -> "text " + i).toArray(String[]::new))
                .write();

        here.documents().upsert(here.tenant().scope(), write, here.tenant().change());

        assertThat(here.chunks(aDocument())).extracting(Chunk::id).isEqualTo(write.chunkIds());
    }

    @Test
    default void aDocumentMayBeAsLargeAsItsBounds() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Documents many = aDocument()
                .withTexts(IntStream.range(0, DocumentDraft.MAX_CHUNKS)
                        .mapToObj(i -> "chunk number " + i)
                        .toArray(String[]::new));
        String longest = "ab cd ".repeat(ChunkDraft.MAX_TEXT_BYTES / 6);
        Documents heavy = aDocument()
                .withId("heavy")
                .withTexts(IntStream.range(0, 40).mapToObj(i -> longest + i).toArray(String[]::new));

        here.put(many);
        here.put(heavy);

        assertThat(here.texts(many)).hasSize(DocumentDraft.MAX_CHUNKS).endsWith("chunk number 1999");
        assertThat(here.texts(heavy)).hasSize(40).allMatch(text -> text.startsWith(longest));
    }
}
