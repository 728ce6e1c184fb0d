package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SchemaComparisonTest {
    private static final SchemaObject TABLE = object("table note", "");
    private static final SchemaObject TEXT = object("column note.text", "table note");
    private static final SchemaObject NOT_NULL = object("not_null note.text", "column note.text");
    private static final SchemaObject INDEX = object("index note.words", "table note");

    private static SchemaObject object(String title, String partOf) {
        String[] words = title.split(" ", 2);
        return new SchemaObject(
                words[0], words[1], partOf.isEmpty() ? Optional.empty() : Optional.of(partOf), "make " + title);
    }

    private static SchemaObject otherwise(SchemaObject object) {
        return new SchemaObject(object.kind(), object.name(), object.partOf(), object.definition() + " otherwise");
    }

    private static SchemaComparison compare(List<SchemaObject> expected, List<SchemaObject> found) {
        return SchemaComparison.of(3, 3, expected, found);
    }

    @Test
    void equalSchemasShouldNotDiffer() {
        SchemaComparison compared = compare(List.of(TABLE, TEXT, NOT_NULL), List.of(NOT_NULL, TABLE, TEXT));

        assertThat(compared.drifts()).isEmpty();
        assertThat(compared.matches()).isTrue();
    }

    @Test
    void whatIsMissingChangedOrExtraShouldBeNamed() {
        SchemaComparison compared = compare(List.of(TABLE, TEXT, NOT_NULL), List.of(TABLE, otherwise(TEXT), INDEX));

        assertThat(compared.named())
                .containsExactly(
                        new Drift(DriftState.CHANGED, TEXT, Optional.of("make column note.text otherwise"), 0),
                        new Drift(DriftState.MISSING, NOT_NULL, Optional.empty(), 0),
                        new Drift(DriftState.EXTRA, INDEX, Optional.of("make index note.words"), 0));
        assertThat(compared.named().getFirst().expected()).contains("make column note.text");
        assertThat(compared.named().getLast().expected()).isEmpty();
        assertThat(compared.matches()).isFalse();
    }

    @Test
    void whatIsThereBesideShouldDoNoHarm() {
        assertThat(compare(List.of(TABLE), List.of(TABLE, INDEX)).matches()).isTrue();
    }

    @Test
    void whatGoesWithAnotherShouldBeCountedAndNotNamed() {
        SchemaComparison gone = compare(List.of(TABLE, TEXT, NOT_NULL, INDEX), List.of());
        SchemaComparison more = compare(List.of(), List.of(TABLE, TEXT, NOT_NULL));

        assertThat(gone.named()).containsExactly(new Drift(DriftState.MISSING, TABLE, Optional.empty(), 3));
        assertThat(gone.named().getFirst()).hasToString("table note with 3 parts");
        assertThat(gone.drifts()).hasSize(4);
        assertThat(more.named()).extracting(Drift::parts).containsExactly(2);
    }

    @Test
    void aMissingPartOfAChangedWholeShouldBeNamed() {
        assertThat(compare(List.of(TABLE, TEXT), List.of(otherwise(TABLE))).named())
                .extracting(Drift::object)
                .containsExactly(TABLE, TEXT);
    }

    @Test
    void anotherVersionShouldNotBeCompared() {
        SchemaComparison compared = SchemaComparison.of(2, 3, List.of(TABLE), List.of());

        assertThat(compared.isComparable()).isFalse();
        assertThat(compared.matches()).isFalse();
        assertThat(compared.drifts()).isEmpty();
        assertThat(SchemaComparison.NONE.matches()).isTrue();
    }
}
