package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What passes a filter. */
public interface PassageFilterLaws {
    /** A fresh tenant. */
    PassageStage stage();

    @Test
    default void onlySubtreesThatAreAskedForShouldPass() {
        PassageStage here = stage();
        PassageId one = here.write(PassageDraft.of("k", "quokka").in("users"));
        PassageId ten = here.write(PassageDraft.of("k", "quokka").in("users10"));
        PassageId other = here.write(PassageDraft.of("k", "quokka").in("agents"));
        List<PassageId> all = List.of(one, ten, other);

        assertThat(within(here, all, "users")).containsExactly(one);
        assertThat(within(here, all, "agents", "users10")).containsExactly(ten, other);
        assertThat(within(here, all, "nobody")).isEmpty();
    }

    private static List<PassageId> within(PassageStage here, List<PassageId> all, String... places) {
        PassageFilter filter = new PassageFilter(
                Arrays.stream(places)
                        .map(place -> new Namespace(here.namespaceOf(place)))
                        .toList(),
                Condition.ALWAYS,
                Optional.empty(),
                here.now());
        List<PassageId> loaded =
                here.load(all, filter, 0).stream().map(Passage::id).toList();
        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokka", List.of(), List.of()), filter)))
                .containsExactlyInAnyOrderElementsOf(loaded);
        return loaded;
    }

    @Test
    default void aConditionShouldHoldForWhatIsFoundByWords() {
        PassageStage here = stage();
        PassageId red = here.write(PassageDraft.of("one", "quokka").with(JsonDocument.of(Map.of("colour", "red"))));
        here.write(PassageDraft.of("two", "quokka").with(JsonDocument.of(Map.of("colour", "blue"))));
        PassageFilter onlyRed = here.where(new Condition.Equal(meta("colour"), new Value.Text("red")));

        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokka", List.of(), List.of()), onlyRed)))
                .containsExactly(red);
        assertThat(PassageStage.ids(here.ask(new LexicalQuery("quokkka", List.of(), List.of()), onlyRed)))
                .as("near misses")
                .containsExactly(red);
    }

    @Test
    default void comparisonsShouldHoldOnlyWithinAType() {
        PassageStage here = stage();
        PassageId number = here.write(PassageDraft.of("number", "x").with(JsonDocument.of(Map.of("v", 1))));
        PassageId text = here.write(PassageDraft.of("text", "x").with(JsonDocument.of(Map.of("v", "1"))));
        PassageId truth = here.write(PassageDraft.of("truth", "x").with(JsonDocument.of(Map.of("v", true))));
        PassageId list =
                here.write(PassageDraft.of("list", "x").with(JsonDocument.of(Map.of("v", List.of(1, "1", true)))));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("v", null);
        PassageId none = here.write(PassageDraft.of("null", "x").with(JsonDocument.of(nothing)));
        PassageId absent = here.write("absent", "x");
        List<PassageId> all = List.of(number, text, truth, list, none, absent);
        Value one = new Value.Decimal(new BigDecimal("1.00"));

        assertThat(here.passing(all, new Condition.Equal(meta("v"), one))).containsExactly(number);
        assertThat(here.passing(all, new Condition.Equal(meta("v"), new Value.Text("1"))))
                .containsExactly(text);
        assertThat(here.passing(all, new Condition.Equal(meta("v"), new Value.Truth(true))))
                .containsExactly(truth);
        assertThat(here.passing(all, new Condition.Not(new Condition.Equal(meta("v"), one))))
                .containsExactly(text, truth, list, none, absent);
        assertThat(here.passing(all, new Condition.Ordered(meta("v"), Order.GREATER_OR_EQUAL, one)))
                .containsExactly(number);
        assertThat(here.passing(all, new Condition.Ordered(meta("v"), Order.LESS, new Value.Text("2"))))
                .containsExactly(text);
        assertThat(here.passing(all, new Condition.Contains(meta("v"), one))).containsExactly(list);
        assertThat(here.passing(all, new Condition.Contains(meta("v"), new Value.Text("1"))))
                .containsExactly(text, list);
        assertThat(here.passing(all, new Condition.Exists(meta("v")))).containsExactly(number, text, truth, list, none);
    }

    @Test
    default void emptyListsOfConditionsShouldBeTrueAndFalse() {
        PassageStage here = stage();
        PassageId id = here.write("one", "x");

        assertThat(here.passing(List.of(id), new Condition.All(List.of()))).containsExactly(id);
        assertThat(here.passing(List.of(id), new Condition.Any(List.of()))).isEmpty();
    }

    @Test
    default void textsShouldBeOrderedByCodePoint() {
        PassageStage here = stage();
        Map<String, PassageId> ids = new LinkedHashMap<>();
        for (String text : List.of("B", "a", "\uFFFD", "\uD83D\uDE00")) {
            ids.put(text, here.write(PassageDraft.of("k-" + ids.size(), "x").with(JsonDocument.of(Map.of("v", text)))));
        }

        assertThat(here.passing(ids.values(), new Condition.Ordered(meta("v"), Order.LESS, new Value.Text("a"))))
                .containsExactly(ids.get("B"));
        assertThat(here.passing(
                        ids.values(), new Condition.Ordered(meta("v"), Order.GREATER, new Value.Text("\uFFFD"))))
                .containsExactly(ids.get("\uD83D\uDE00"));
    }

    @Test
    default void randomConditionsShouldHoldWhereTheDomainSaysSo() {
        PassageStage here = stage();
        Instant around = Instant.parse("2026-01-31T12:00:00Z");
        List<String> texts = List.of("x", "name-1", "name-2", "red", "reddish", "'", "%", here.namespaceOf("notes"));
        RandomConditions random = new RandomConditions(20260131, around, texts);
        Map<PassageId, Facts> facts = new LinkedHashMap<>();
        for (int i = 0; i < 24; i++) {
            PassageDraft draft = PassageDraft.of("name-" + i, "x").with(random.metadata());
            draft = random.sometimes() ? draft.from(random.one(List.of("red", "reddish", "'"))) : draft;
            Optional<Instant> since = random.sometimes() ? Optional.of(random.moment()) : Optional.empty();
            Optional<Instant> until = random.sometimes() ? Optional.of(around.plusSeconds(3)) : Optional.empty();
            draft = draft.valid(since, until);
            PassageId id = here.write(draft);
            facts.put(id, factsOf(here, id, draft));
        }

        for (int i = 0; i < 120; i++) {
            Condition condition = random.tree(3);
            assertThat(here.passing(facts.keySet(), condition))
                    .as("%s", condition)
                    .isEqualTo(facts.entrySet().stream()
                            .filter(entry -> entry.getValue().satisfy(condition))
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private static Facts factsOf(PassageStage here, PassageId id, PassageDraft draft) {
        Facts facts = Facts.of(draft.metadata())
                .with(Own.NAMESPACE, here.namespaceOf(draft.place()))
                .with(Own.NAME, draft.name())
                .with(Own.SOURCE, draft.source())
                .with(Own.VALID_FROM, draft.validFrom())
                .with(Own.VALID_TO, draft.validTo())
                .with(Own.CREATED_AT, here.now())
                .with(Own.UPDATED_AT, here.now());
        return id.kind() == PassageKind.MEMORY ? facts : facts.with(Own.TITLE, draft.title());
    }

    private static Metadata meta(String name) {
        return new Metadata(List.of(name));
    }
}
