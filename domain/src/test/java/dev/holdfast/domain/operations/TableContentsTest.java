package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is lost between two counts. */
final class TableContentsTest {
    private static TableContents table(String name, long rows, Map<String, Long> columns) {
        return new TableContents(name, rows, columns);
    }

    private static List<String> lost(List<TableContents> before, TableContents... after) {
        return TableContents.lost(before, List.of(after)).stream()
                .map(Loss::toString)
                .toList();
    }

    @Test
    void aTableThatIsGoneShouldBeLostWithItsRows() {
        assertThat(lost(List.of(table("b", 1, Map.of("x", 1L)), table("a", 2, Map.of()))))
                .containsExactly("table a: 2 rows", "table b: 1 row");
    }

    @Test
    void aColumnThatIsGoneShouldBeLostWithItsValues() {
        assertThat(lost(List.of(table("a", 5, Map.of("x", 3L, "y", 5L))), table("a", 5, Map.of("y", 5L))))
                .containsExactly("column a.x: 3 values");
    }

    @Test
    void whatWasEmptyShouldNotBeMissed() {
        assertThat(lost(
                        List.of(table("a", 0, Map.of("x", 0L)), table("b", 4, Map.of("x", 0L, "y", 4L))),
                        table("b", 4, Map.of("y", 4L))))
                .isEmpty();
    }

    @Test
    void rowsThatWereDeletedShouldBeLostOnce() {
        assertThat(lost(List.of(table("a", 5, Map.of("x", 5L))), table("a", 3, Map.of("x", 3L))))
                .containsExactly("table a: 2 rows");
    }

    @Test
    void valuesThatWereEmptiedShouldBeLost() {
        assertThat(lost(List.of(table("a", 5, Map.of("x", 5L))), table("a", 5, Map.of("x", 1L))))
                .containsExactly("column a.x: 4 values");
    }

    @Test
    void whatIsMadeAnewWithEverythingInItShouldNotBeLost() {
        assertThat(lost(List.of(table("a", 5, Map.of("x", 5L))), table("a", 6, Map.of("x", 6L, "new", 1L))))
                .isEmpty();
    }
}
