package dev.holdfast.domain.recall;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.knowledge.Documents.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.JsonDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only chunks have: a document, headings, a language, an order in their document. */
public interface ChunkPassageLaws extends PassageIndexContract {
    RepositoriesUnderTest storage();

    PassageIndex index();

    @Override
    default PassageStage stage() {
        return chunks();
    }

    private ChunkPassages chunks() {
        return new ChunkPassages(KnowledgeStage.on(storage()), index());
    }

    @Test
    default void theIndexOfChunksShouldSaySo() {
        assertThat(index().kind()).isEqualTo(PassageKind.CHUNK);
    }

    @Test
    default void titleAndHeadingsShouldBeTheTitleOfAChunk() {
        ChunkPassages here = chunks();
        List<PassageId> ids = here.write(aDocument()
                .withTitle("Quokka care")
                .withChunks(List.of(
                        chunk("Give them leaves.", "Feeding", "At night"), chunk("Keep them dry.", "Housing"))));

        assertThat(here.load(ids.getFirst(), 0).title()).contains("Quokka care > Feeding > At night");
        assertThat(here.found("feeding")).containsExactly(ids.getFirst());
        assertThat(PassageWordLaws.candidate(here.ask("housing"), ids.getLast()).inTitle())
                .containsExactly(true);
        assertThat(here.found("quokka")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(here.load(
                                here.write(aDocument()
                                                .withId("said twice")
                                                .withTitle("Quokka care")
                                                .withChunks(
                                                        List.of(chunk("Give them leaves.", "Quokka care", "Feeding"))))
                                        .getFirst(),
                                0)
                        .title())
                .contains("Quokka care > Feeding");
        assertThat(here.load(here.write(aDocument().withId("bare")).getFirst(), 0)
                        .title())
                .isEmpty();
    }

    @Test
    default void neighboursShouldBeTheChunksBesideItInTheDocument() {
        ChunkPassages here = chunks();
        here.write(aDocument().withId("a").withTexts("x", "x"));
        List<PassageId> ids = here.write(aDocument().withId("b").withTexts("one", "two", "three", "four", "five"));
        here.write(aDocument().withId("c").withTexts("x", "x"));

        Passage middle = here.load(ids.get(2), 1);
        Passage first = here.load(ids.getFirst(), 3);
        Passage last = here.load(ids.getLast(), 5);

        assertThat(middle.before()).containsExactly(ids.get(1));
        assertThat(middle.after()).containsExactly(ids.get(3));
        assertThat(middle.position()).isEqualTo(2);
        assertThat(first.before()).isEmpty();
        assertThat(first.after()).isEqualTo(ids.subList(1, 4));
        assertThat(last.before()).isEqualTo(ids.subList(0, 4));
        assertThat(last.after()).isEmpty();
    }

    @Test
    default void replacedChunksShouldNeitherBeFoundNorRead() {
        ChunkPassages here = chunks();
        PassageId old = here.write(aDocument().withTexts("quokka")).getFirst();
        PassageId current = here.write(aDocument().withTexts("a quokka again")).getFirst();

        assertThat(here.found("quokka")).containsExactly(current);
        assertThat(here.load(List.of(old, current), here.everything(), 0))
                .extracting(Passage::id)
                .containsExactly(current);
        assertThat(here.load(current, 0).version().value()).isEqualTo(2);
    }

    @Test
    default void metadataShouldBeThatOfTheDocumentUnderThatOfTheChunk() {
        ChunkPassages here = chunks();
        ChunkDraft own = new ChunkDraft("two", List.of(), 1, JsonDocument.of(Map.of("page", 2, "role", "guest")));
        List<PassageId> ids = here.write(aDocument()
                .withMetadata(JsonDocument.of(Map.of("role", "host", "author", "Ann")))
                .withChunks(List.of(chunk("one"), own)));

        assertThat(here.load(ids.get(0), 0).attribution().members()).isEqualTo(Map.of("role", "host", "author", "Ann"));
        assertThat(here.load(ids.get(1), 0).attribution().members())
                .isEqualTo(Map.of("role", "guest", "author", "Ann"));
        assertThat(here.passing(ids, new Condition.Equal(meta("role"), new Value.Text("host"))))
                .containsExactly(ids.get(0));
        assertThat(here.passing(ids, new Condition.Equal(meta("author"), new Value.Text("Ann"))))
                .isEqualTo(ids);
    }

    @Test
    default void fieldsOfMemoriesShouldNotBeThere() {
        ChunkPassages here = chunks();
        List<PassageId> ids = here.write(aDocument().withTexts("x"));

        for (Own field : List.of(Own.CATEGORY, Own.TAGS, Own.EXPIRES_AT, Own.TITLE, Own.SOURCE)) {
            assertThat(here.passing(ids, new Condition.Exists(field)))
                    .as("%s", field)
                    .isEmpty();
        }
        assertThat(here.passing(ids, new Condition.Contains(Own.TAGS, new Value.Text("x"))))
                .isEmpty();
        assertThat(here.passing(ids, new Condition.Not(new Condition.Equal(Own.CATEGORY, new Value.Text("x")))))
                .isEqualTo(ids);
        assertThat(here.passing(ids, new Condition.Equal(Own.IMPORTANCE, new Value.Decimal(BigDecimal.ONE))))
                .isEqualTo(ids);
    }

    @Test
    default void wordsShouldBeUnderstoodByTheLanguageOfTheCollection() {
        ChunkPassages here = chunks();
        here.knowledge().put(aCollection().named("plain").in(Language.SIMPLE));
        Documents text = aDocument().withTexts("the walking quokkas");
        PassageId plain = here.write(text.in("plain")).getFirst();
        PassageId english = here.write(text.in("english")).getFirst();

        assertThat(here.found("walked")).containsExactly(english);
        assertThat(here.found("walking")).containsExactlyInAnyOrder(plain, english);
        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokkas", List.of("the walking"), List.of()))))
                .containsExactlyInAnyOrder(plain, english);
    }

    @Test
    default void chunksShouldHaveNoRecordedPast() {
        ChunkPassages here = chunks();
        PassageId id = here.write(aDocument().withTexts("quokka")).getFirst();
        PassageFilter then = new PassageFilter(
                List.of(), Condition.ALWAYS, Optional.of(here.now().minusSeconds(3600)), here.now());

        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokka", List.of(), List.of()), then)))
                .containsExactly(id);
        assertThat(here.load(List.of(id), then, 0)).hasSize(1);
    }

    private static Condition.Field meta(String name) {
        return new Condition.Field.Metadata(List.of(name));
    }
}
