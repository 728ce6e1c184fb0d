package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.shared.JsonDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read of passages. */
public interface PassageLoadingLaws {
    /** A fresh tenant. */
    PassageStage stage();

    @Test
    default void loadShouldAnswerAllOfAPassage() {
        PassageStage here = stage();
        JsonDocument metadata = JsonDocument.of(Map.of("speaker", "Ann", "date", 2023, "deep", Map.of("role", "user")));
        PassageDraft draft = PassageDraft.of("name", "The text.\nAll of it.")
                .titled("headline")
                .with(metadata)
                .from("https://example.org/a")
                .valid(Optional.of(here.now().minusSeconds(3600)), Optional.empty());

        Passage passage = here.load(here.write(draft), 0);

        assertThat(passage.namespace().value()).isEqualTo(here.namespaceOf("notes"));
        assertThat(passage.name()).isEqualTo("name");
        assertThat(passage.text()).isEqualTo("The text.\nAll of it.");
        assertThat(passage.cut()).isFalse();
        assertThat(passage.position()).isZero();
        assertThat(passage.attribution()).isEqualTo(new Attribution(Map.of("speaker", "Ann")));
        assertThat(passage.source()).contains("https://example.org/a");
        assertThat(passage.date()).isEqualTo(draft.validFrom().orElseThrow());
        assertThat(passage.version().value()).isEqualTo(1);
        assertThat(passage.before()).isEmpty();
        assertThat(passage.after()).isEmpty();
        switch (passage.id().kind()) {
            case MEMORY -> {
                assertThat(passage.tags()).containsExactly("headline");
                assertThat(passage.title()).isEmpty();
            }
            case CHUNK -> {
                assertThat(passage.tags()).isEmpty();
                assertThat(passage.title()).contains("headline");
            }
        }
    }

    @Test
    default void everyNameThatMayTellWhoAndWhenShouldBeLookedAt() {
        PassageStage here = stage();
        Map<String, String> told = Attribution.NAMES.stream()
                .collect(Collectors.toMap(
                        name -> name, name -> "\uD83D\uDE00".repeat(Attribution.MAX_LENGTH - name.length()) + name));
        PassageId all = here.write(PassageDraft.of("all", "x").with(JsonDocument.of(told)));
        PassageId tooLong = here.write(PassageDraft.of("too-long", "x")
                .with(JsonDocument.of(Map.of("user", "x".repeat(Attribution.MAX_LENGTH + 1), "role", ""))));

        assertThat(here.load(all, 0).attribution().members()).isEqualTo(told);
        assertThat(here.load(tooLong, 0).attribution().members()).isEqualTo(Map.of("role", ""));
    }

    @Test
    default void whatHasNoValidTimeShouldBeOfTheDayItWasWritten() {
        PassageStage here = stage();

        PassageId id = here.write("one", "x");

        assertThat(here.load(id, 0).date()).isEqualTo(here.now());
    }

    @Test
    default void loadShouldKeepTheOrderOfTheIdsAndLeaveOutWhatIsNotThere() {
        PassageStage here = stage();
        PassageId one = here.write("one", "x");
        PassageId two = here.write("two", "x");
        PassageId three = here.write("three", "x");
        PassageDraft gone = PassageDraft.of("gone", "x");
        PassageId removed = here.write(gone);
        here.remove(gone);
        PassageId unknown = new PassageId(one.kind(), Fresh.uuid());

        assertThat(here.load(List.of(three, unknown, one, removed, two), here.everything(), 0))
                .extracting(Passage::id)
                .containsExactly(three, one, two);
        assertThat(here.load(List.of(), here.everything(), 2)).isEmpty();
    }

    @Test
    default void longTextsShouldBeCutByCharacters() {
        PassageStage here = stage();
        PassageId exact = here.write("exact", "\uD83D\uDE00".repeat(200));
        PassageId longer = here.write("longer", "\uD83D\uDE00".repeat(200) + "!");

        List<Passage> loaded =
                here.index().load(here.tenant().scope(), List.of(exact, longer), here.everything(), 0, 200);

        assertThat(loaded).extracting(Passage::cut).containsExactly(false, true);
        assertThat(loaded).extracting(Passage::text).containsOnly("\uD83D\uDE00".repeat(200));
    }

    @Test
    default void aThousandIdsShouldBeLoadedAtOnce() {
        PassageStage here = stage();
        PassageId one = here.write("one", "x");
        List<PassageId> ids = IntStream.range(0, 1000)
                .mapToObj(i -> i == 500 ? one : new PassageId(one.kind(), Fresh.uuid()))
                .toList();

        assertThat(here.load(ids, here.everything(), 5)).extracting(Passage::id).containsExactly(one);
    }

    @Test
    default void aConditionThatHoldsForAllShouldChangeNothing() {
        PassageStage here = stage();
        List<PassageId> all = IntStream.range(0, 7)
                .mapToObj(i -> here.write(PassageDraft.of("n" + i, "text " + i)
                        .titled("headline")
                        .from("https://example.org/" + i)
                        .with(JsonDocument.of(Map.of("speaker", "Ann" + i)))
                        .valid(i > 3 ? Optional.empty() : Optional.of(here.now()), Optional.empty())))
                .toList();

        for (int neighbours : List.of(0, 2, 10)) {
            assertThat(here.load(all, here.where(new Condition.Exists(Condition.Field.Own.NAME)), neighbours))
                    .hasSize(7)
                    .isEqualTo(here.load(all, here.everything(), neighbours));
        }
    }

    @Test
    default void whatIsAnsweredShouldBeBoundedByTheFilterOfTheLoad() {
        PassageStage here = stage();
        PassageId red = here.write(PassageDraft.of("one", "x").with(JsonDocument.of(Map.of("colour", "red"))));
        PassageId blue = here.write(PassageDraft.of("two", "x").with(JsonDocument.of(Map.of("colour", "blue"))));
        Condition onlyRed =
                new Condition.Equal(new Condition.Field.Metadata(List.of("colour")), new Condition.Value.Text("red"));

        List<Passage> loaded = here.load(List.of(blue, red), here.where(onlyRed), 2);

        assertThat(loaded).extracting(Passage::id).containsExactly(red);
        assertThat(loaded.getFirst().after()).isEmpty();
    }
}
