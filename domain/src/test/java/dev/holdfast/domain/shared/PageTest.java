package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void cutShouldKnowTheLastPageByTheItemThatIsMissing() {
        PageRequest two = PageRequest.first(2);

        assertThat(cut(List.of(), two)).isEqualTo(new Page<>(List.of(), Optional.empty()));
        assertThat(cut(List.of("a", "b"), two)).isEqualTo(new Page<>(List.of("a", "b"), Optional.empty()));
        assertThat(cut(List.of("a", "b", "c"), two))
                .isEqualTo(new Page<>(List.of("a", "b"), Optional.of(Cursor.after("b"))));
    }

    @Test
    void pagesOfAnySizeShouldAddUpToTheWhole() {
        List<String> all = IntStream.range(0, 23).mapToObj(Integer::toString).toList();
        for (int size = 1; size <= 25; size++) {
            assertThat(Pages.walk(size, request -> {
                        int from = request.after()
                                .map(cursor -> all.indexOf(cursor.at(0)) + 1)
                                .orElse(0);
                        return cut(all.subList(from, Math.min(all.size(), from + request.limit() + 1)), request);
                    }))
                    .isEqualTo(all);
        }
    }

    @Test
    void heavyItemsShouldEndAPageEarlyAndLoseNothing() {
        List<String> all = IntStream.range(0, 23).mapToObj(Integer::toString).toList();
        PageRequest many = PageRequest.first(20);
        long third = Page.MAX_BYTES / 3 + 1;

        assertThat(Page.cut(all, many, Cursor::after, item -> third))
                .isEqualTo(new Page<>(List.of("0", "1", "2"), Optional.of(Cursor.after("2"))));
        assertThat(Page.cut(all, many, Cursor::after, item -> Long.MAX_VALUE).items())
                .containsExactly("0");
        assertThat(Page.cut(all, PageRequest.first(2), Cursor::after, item -> third))
                .isEqualTo(cut(all, PageRequest.first(2)));
        assertThat(Page.cut(all.subList(20, 23), many, Cursor::after, item -> third))
                .isEqualTo(new Page<>(List.of("20", "21", "22"), Optional.empty()));
        assertThat(Page.bounded(all, item -> Page.MAX_BYTES / 2)).containsExactly("0", "1");
        assertThat(Page.bounded(all, item -> 1)).isEqualTo(all);
    }

    @Test
    void aRequestShouldBeBounded() {
        assertThat(PageRequest.first(1).limit()).isEqualTo(1);
        assertThat(PageRequest.first(PageRequest.MAX_LIMIT).after()).isEmpty();
        assertThatThrownBy(() -> PageRequest.first(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> PageRequest.first(PageRequest.MAX_LIMIT + 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> PageRequest.after(Cursor.after("x"), -1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aCursorOfAnotherListShouldBeRefused() {
        Cursor cursor = Cursor.after("a", "b");

        assertThat(cursor.at(1)).isEqualTo("b");
        assertThatThrownBy(() -> cursor.at(2)).isInstanceOf(InvalidInput.class);
    }

    private static Page<String> cut(List<String> found, PageRequest request) {
        return Page.cut(found, request, Cursor::after);
    }
}
