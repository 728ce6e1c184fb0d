package dev.holdfast.ports.recall;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.ports.recall.Asking.asked;
import static dev.holdfast.ports.recall.Asking.fact;
import static dev.holdfast.ports.recall.Asking.remember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Documents beside memories. */
public interface AskingDocumentLaws {
    StorageUnderTest storage();

    @Test
    default void memoriesAndDocumentsShouldAnswerTogether() {
        TestServices here = TestServices.on(storage());
        remember(here, fact("pet", "The quokka is called Pebble."));
        shelve(here, "handbook", "care", "A quokka eats leaves.", "A wombat digs.");
        shelve(here, "faq", "rules", "Do not feed the quokka.");

        assertThat(asked(here, here.writer(), RecallQuery.of("quokka"))).contains("pet", "care", "rules");
        assertThat(asked(
                        here,
                        here.writer(),
                        Asking.query(
                                "quokka", Optional.empty(), Set.of(PassageKind.MEMORY), Condition.ALWAYS, 10, 2000)))
                .containsExactly("pet");
        assertThat(asked(here, here.call(Role.READER, "collections/faq"), RecallQuery.of("quokka")))
                .containsExactly("rules");
        assertThat(asked(here, here.call(Role.READER, "users/1"), RecallQuery.of("quokka")))
                .containsExactly("pet");
    }

    @Test
    default void aCollectionShouldBeSearchedAlone() {
        TestServices here = TestServices.on(storage());
        shelve(here, "handbook", "care", "A wombat digs.", "A quokka eats leaves.");
        shelve(here, "faq", "rules", "Do not feed the quokka.");

        List<Ranked> found = here.recalls()
                .searchChunks(here.writer(), "handbook", SearchQuery.of("what does the quokka eat", 5))
                .items();

        assertThat(found.get(0).passage().name()).isEqualTo("care");
        assertThat(found.get(0).passage().position()).isEqualTo(1);
        assertThat(found).extracting(ranked -> ranked.passage().name()).doesNotContain("rules");
        assertThat(here.recalls()
                        .searchChunks(here.writer(), "faq", SearchQuery.of("zeppelin", 5))
                        .items())
                .isEmpty();
    }

    @Test
    default void aCollectionThatIsNotThereShouldBeNotFound() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        shelve(there, "theirs", "d", "quokka");

        for (String name : List.of("No/Name", "nobodys", "theirs")) {
            assertThatThrownBy(() -> here.recalls().searchChunks(here.writer(), name, SearchQuery.of("quokka", 1)))
                    .isInstanceOf(NotFound.class);
        }
    }

    private static void shelve(TestServices here, String collection, String document, String... texts) {
        here.tenant().tick();
        here.knowledge()
                .setCollection(here.writer(), aCollection().named(collection).build());
        here.tenant().tick();
        here.knowledge()
                .set(
                        here.writer(),
                        aDocument()
                                .in(collection)
                                .withId(document)
                                .withTexts(texts)
                                .build());
    }
}
