package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of heavy memories end early, and nothing is lost or told twice between them. */
public interface MemoryWeightLaws {
    /** What stores may differ by: how much punctuation a text of JSON has. */
    double ABOUT = 0.95;

    Memories HEAVY_CONTENT = aMemory().withContent("ab ".repeat(87_000));
    Memories HEAVY_METADATA = aMemory().withMetadata(JsonDocument.of(Map.of("note", "x".repeat(60 * 1024))));
    Memories HEAVY_TAGS = aMemory()
            .withSource("\uD83D\uDE00".repeat(MemoryDraft.MAX_SOURCE_CHARACTERS))
            .withTags(IntStream.range(0, MemoryDraft.MAX_TAGS)
                    .mapToObj(i -> "%02d".formatted(i) + "\uD83D\uDE00".repeat(MemoryDraft.MAX_TAG_CHARACTERS - 2))
                    .toList());

    RepositoriesUnderTest storage();

    @Test
    default void listsOfHeavyMemoriesShouldBeCutAndLoseNothing() {
        for (Memories heavy : List.of(HEAVY_CONTENT, HEAVY_METADATA, HEAVY_TAGS)) {
            MemoryStage here = MemoryStage.on(storage());
            List<String> keys = inOrder(here, heavy);
            MemoryFilter now = MemoryFilter.everything(here.now());
            MemoryFilter then =
                    MemoryFilters.matching(here.now()).asOf(here.now()).build();

            for (MemoryFilter filter : List.of(now, then)) {
                for (int limit : new int[] {200, 20, 3}) {
                    List<Page<Memory>> pages = pages(
                            limit, page -> here.repository().list(here.tenant().scope(), filter, page));

                    shouldBeFull(pages, limit, Memory::weight);
                    assertThat(pages.stream().flatMap(page -> page.items().stream()))
                            .extracting(Memory::key)
                            .isEqualTo(keys);
                }
            }
        }
    }

    @Test
    default void versionsOfAHeavyMemoryShouldBeCutAndLoseNothing() {
        for (Memories heavy : List.of(HEAVY_CONTENT, HEAVY_METADATA)) {
            MemoryStage here = MemoryStage.on(storage());
            for (int i = 0; i < 9; i++) {
                here.upsert(heavy);
            }

            List<Page<MemoryRevision>> pages = pages(
                    200,
                    page -> here.repository()
                            .revisions(here.tenant().scope(), heavy.build().address(), here.now(), page));

            assertThat(pages.size()).isGreaterThan(1);
            shouldBeFull(pages, 200, revision -> revision.memory().weight());
            assertThat(pages.stream().flatMap(page -> page.items().stream()))
                    .extracting(revision -> revision.memory().version().value())
                    .containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        }
    }

    /** More than a page of them, with light ones between. */
    private static List<String> inOrder(MemoryStage here, Memories heavy) {
        int count = (int) (5 * Page.MAX_BYTES / 2 / weight(here.upsert(heavy).value()));
        List<Memories> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(heavy.withKey("%03d".formatted(i)));
            all.add(aMemory().withContent("light").withKey("%03d light".formatted(i)));
        }
        here.delete(heavy);
        here.upsertAll(all.toArray(Memories[]::new));
        return all.stream().map(Memories::key).toList();
    }

    private static long weight(Memory memory) {
        assertThat(memory.weight()).isGreaterThan(32 * 1024);
        return memory.weight();
    }

    /** No page weighs too much, and none ends early without weighing enough. */
    private static <T> void shouldBeFull(List<Page<T>> pages, int limit, ToLongFunction<T> weightOf) {
        for (Page<T> page : pages) {
            List<T> items = page.items();
            assertThat(items.size()).isLessThanOrEqualTo(limit);
            assertThat(weight(items.subList(0, items.size() - 1), weightOf)).isLessThan(Page.MAX_BYTES);
            if (page.next().isPresent() && items.size() < limit) {
                assertThat(weight(items, weightOf)).isGreaterThan((long) (ABOUT * Page.MAX_BYTES));
            }
        }
    }

    private static <T> long weight(List<T> items, ToLongFunction<T> weightOf) {
        return items.stream().mapToLong(weightOf).sum();
    }

    private static <T> List<Page<T>> pages(int limit, Function<PageRequest, Page<T>> list) {
        List<Page<T>> pages = new ArrayList<>();
        Page<T> page = list.apply(PageRequest.first(limit));
        pages.add(page);
        while (page.next().isPresent()) {
            page = list.apply(PageRequest.after(page.next().get(), limit));
            pages.add(page);
        }
        return pages;
    }
}
