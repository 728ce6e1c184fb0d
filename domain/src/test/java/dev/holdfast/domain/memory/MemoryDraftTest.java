package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MemoryDraftTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String EMOJI = "\uD83D\uDE00";

    @Test
    void everyLimitShouldBeReachable() {
        assertThatCode(() -> aMemory()
                        .withContent(EMOJI.repeat(MemoryDraft.MAX_CONTENT_BYTES / 4))
                        .withCategory(EMOJI.repeat(MemoryDraft.MAX_CATEGORY_CHARACTERS))
                        .withImportance(MemoryDraft.MAX_IMPORTANCE)
                        .withTags(tags(MemoryDraft.MAX_TAGS, EMOJI.repeat(MemoryDraft.MAX_TAG_CHARACTERS - 2)))
                        .withSource(EMOJI.repeat(MemoryDraft.MAX_SOURCE_CHARACTERS))
                        .withMetadata(metadata(MemoryDraft.MAX_METADATA_BYTES))
                        .validFrom(Moments.MIN)
                        .validTo(Moments.MAX)
                        .expiringAt(Moments.MAX)
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void noLimitShouldBePassable() {
        assertThat(wrong(aMemory().withContent(""))).containsExactly("/content too_short");
        assertThat(wrong(aMemory().withContent("x".repeat(MemoryDraft.MAX_CONTENT_BYTES + 1))))
                .containsExactly("/content too_long");
        assertThat(wrong(aMemory().withContent("x" + EMOJI.repeat(MemoryDraft.MAX_CONTENT_BYTES / 4))))
                .containsExactly("/content too_long");
        assertThat(wrong(aMemory().withCategory(""))).containsExactly("/category too_short");
        assertThat(wrong(aMemory().withCategory("x".repeat(65)))).containsExactly("/category too_long");
        assertThat(wrong(aMemory().withImportance(0))).containsExactly("/importance out_of_range");
        assertThat(wrong(aMemory().withImportance(11))).containsExactly("/importance out_of_range");
        assertThat(wrong(aMemory().withTags(tags(65, "t")))).containsExactly("/tags too_many");
        assertThat(wrong(aMemory().withTags("a", ""))).containsExactly("/tags/1 too_short");
        assertThat(wrong(aMemory().withTags("a", "b", "a"))).containsExactly("/tags duplicate");
        assertThat(wrong(aMemory().withSource(""))).containsExactly("/source too_short");
        assertThat(wrong(aMemory().withSource("x".repeat(2_049)))).containsExactly("/source too_long");
        assertThat(wrong(aMemory().withMetadata(metadata(MemoryDraft.MAX_METADATA_BYTES + 1))))
                .containsExactly("/metadata too_long");
        assertThat(wrong(aMemory().validFrom(Instant.MIN))).containsExactly("/valid_from out_of_range");
        assertThat(wrong(aMemory().validTo(Instant.MAX))).containsExactly("/valid_to out_of_range");
        assertThat(wrong(aMemory().expiringAt(Instant.MAX))).containsExactly("/expires_at out_of_range");
        assertThat(wrong(aMemory().validFrom(NOW).validTo(NOW))).containsExactly("/valid_to out_of_order");
        assertThat(wrong(aMemory().validFrom(NOW).validTo(NOW.plusNanos(999))))
                .containsExactly("/valid_to out_of_order");
    }

    @Test
    void noTextShouldBeTakenThatCannotBeStored() {
        for (String text : List.of("nul\u0000", "half\uD83D", "\uDE00half")) {
            assertThat(wrong(aMemory()
                            .withContent(text)
                            .withCategory(text)
                            .withTags("fine", text)
                            .withSource(text)))
                    .extracting(violation -> violation.substring(0, violation.indexOf(' ')))
                    .containsExactly("/content", "/category", "/tags/1", "/source");
        }
    }

    @Test
    void everythingWrongShouldBeSaidAtOnce() {
        assertThat(wrong(aMemory()
                        .withContent("")
                        .withCategory("")
                        .withImportance(99)
                        .withTags("", "x".repeat(129), "")
                        .withSource("")
                        .validFrom(Instant.MIN)
                        .validTo(Instant.MIN)
                        .expiringAt(Instant.MAX)))
                .containsExactly(
                        "/content too_short",
                        "/category too_short",
                        "/importance out_of_range",
                        "/tags/0 too_short",
                        "/tags/1 too_long",
                        "/tags/2 too_short",
                        "/tags duplicate",
                        "/source too_short",
                        "/valid_from out_of_range",
                        "/valid_to out_of_range",
                        "/expires_at out_of_range");
    }

    @Test
    void timesShouldBeCutToTheMicrosecond() {
        MemoryDraft draft = aMemory()
                .validFrom(NOW.plusNanos(1_999))
                .validTo(NOW.plusNanos(2_999))
                .expiringAt(NOW.plusNanos(999))
                .build();

        assertThat(draft.validFrom()).contains(NOW.plusNanos(1_000));
        assertThat(draft.validTo()).contains(NOW.plusNanos(2_000));
        assertThat(draft.expiresAt()).contains(NOW);
    }

    @Test
    void tagsShouldNotChangeWhenTheirSourceDoes() {
        List<String> tags = new ArrayList<>(List.of("a"));
        MemoryDraft draft = aMemory().withTags(tags).build();
        tags.add("b");

        assertThat(draft.tags()).containsExactly("a").isUnmodifiable();
    }

    @Test
    void aPlainFactShouldHaveTheDefaults() {
        MemoryDraft draft = MemoryDraft.of(MemoryAddress.of("a", "b"), "fact");

        assertThat(draft.category()).isEqualTo("general");
        assertThat(draft.importance()).isEqualTo(1);
        assertThat(draft.tags()).isEmpty();
        assertThat(draft.metadata()).isEqualTo(JsonDocument.EMPTY);
    }

    /** A document of so many bytes. */
    private static JsonDocument metadata(int bytes) {
        JsonDocument one = JsonDocument.of(Map.of("any", List.of(EMOJI)));
        return JsonDocument.of(Map.of("any", List.of(EMOJI + "x".repeat(bytes - (int) one.bytes()))));
    }

    private static List<String> tags(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%02d".formatted(i) + text)
                .toList();
    }

    private static List<String> wrong(Memories memory) {
        return catchThrowableOfType(InvalidInput.class, memory::build).violations().stream()
                .map(MemoryDraftTest::shortly)
                .toList();
    }

    private static String shortly(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }
}
