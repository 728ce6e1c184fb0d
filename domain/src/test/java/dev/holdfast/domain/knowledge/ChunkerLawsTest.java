package dev.holdfast.domain.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every text. */
class ChunkerLawsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final List<String> PIECES = List.of(
            "word",
            "Another word",
            "e.g. this",
            "Mr. Holmes said so. ",
            "Is it? ",
            "No! ",
            "\n",
            "\n\n",
            "\r\n",
            "  ",
            "\t",
            "# Heading\n",
            "\n## Under it\n",
            "\n###### Deep #\n",
            "```\n",
            "~~~ java\n",
            "\n| a | b |\n",
            "|---|\n",
            "\n- item ",
            "\n1. item ",
            "\nAnn: hello there. ",
            "\n[10:30] Ben: yes ",
            "user: ",
            "第二天早上，我们离开了家。",
            "ключ ",
            "\uD83D\uDE00",
            "e\u0301\u0301\u0301",
            "\u0001",
            "\u2003",
            "x".repeat(90),
            "0123456789".repeat(9),
            "=+-*/".repeat(20),
            "camelCaseName",
            "…");

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " \n\t\u0001 ",
                "#",
                "# ",
                "####### seven",
                "```",
                "```\n```\n```",
                "|",
                "# " + "x".repeat(300) + "\ntext",
                "a ".repeat(20_000),
                "a\n".repeat(20_000),
                "\u0001 \u0001a ".repeat(5_000),
                "x".repeat(100_000),
                "😀".repeat(20_000),
                "e" + "\u0301".repeat(20_000),
                "a" + " ".repeat(100_000) + "b",
                "```\n" + " ".repeat(100_000) + "b\n```",
                "# ".repeat(20_000),
                "\n# a".repeat(5_000),
                ". ".repeat(20_000),
                "J. ".repeat(10_000),
                "a:".repeat(20_000),
                "\nA: " + "b ".repeat(20_000),
                "| a ".repeat(20_000));
    }

    static Stream<String> random() {
        Random random = new Random(4);
        return IntStream.range(0, 400)
                .mapToObj(round -> IntStream.range(0, random.nextInt(300))
                        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                        .collect(Collectors.joining()));
    }

    private static Stream<String> texts() {
        return Stream.concat(hostile(), random());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noChunkShouldExceedTheSizeOrWhatCanBeStored(String text) {
        Random random = new Random(text.length());
        for (boolean markdown : new boolean[] {true, false}) {
            int size = 16 + random.nextInt(100);
            for (ChunkDraft chunk : new Chunker(size, size / 2, markdown).chunks(text)) {
                assertThat(chunk.tokens()).isBetween(0, size).isEqualTo(Tokens.estimate(chunk.text()));
                assertThat(chunk.text()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void withoutOverlapTheChunksShouldBeTheText(String text) {
        assertThat(ink(joined(new Chunker(20, 0, false).chunks(text)))).isEqualTo(ink(text));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void ofMarkdownNothingButHeadingsShouldBeMissing(String text) {
        List<ChunkDraft> chunks = new Chunker(20, 0, true).chunks(text);
        String all = unmarked(text);
        int at = 0;
        for (ChunkDraft chunk : chunks) {
            String cut = unmarked(chunk.text());
            int found = all.indexOf(cut, at);
            assertThat(found).isGreaterThanOrEqualTo(at);
            assertThat(unmarked(String.join("", chunk.headings()))).contains(all.substring(at, found));
            at = found + cut.length();
        }
        assertThat(all.substring(at)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachChunkShouldGoOnWhereTheOneBeforeEndedOrRepeatItsEnd(String text) {
        int begin = -1;
        int end = 0;
        for (Span chunk : spans(text, 24, 8)) {
            assertThat(chunk.start()).isGreaterThan(begin);
            assertThat(chunk.end()).isGreaterThan(end);
            if (chunk.start() < end) {
                assertThat(Tokens.estimate(text.substring(chunk.start(), end))).isLessThanOrEqualTo(8);
            } else {
                assertThat(ink(text.substring(end, chunk.start()))).isEmpty();
            }
            begin = chunk.start();
            end = chunk.end();
        }
        assertThat(ink(text.substring(end))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("random")
    void theSameTextShouldGiveTheSameChunks(String text) {
        assertThat(Chunker.of(true).chunks(text)).isEqualTo(Chunker.of(true).chunks(new String(text.toCharArray())));
    }

    @Test
    void timeShouldGrowWithTheTextWhateverItIs() {
        List<String> texts = hostile().filter(text -> text.length() > 3).toList();
        for (String text : texts) {
            String long_ = text.repeat(1 + MEBIBYTE / text.length());
            for (int size : new int[] {Chunker.MIN_SIZE, Chunker.MAX_SIZE}) {
                Assertions.assertTimeout(
                        Duration.ofSeconds(5),
                        () -> new Chunker(size, size / 2, true).chunks(long_),
                        () -> text.substring(0, 4));
            }
        }
    }

    @Test
    void aTextThatCannotBeStoredShouldBeRefused() {
        for (String text : List.of("a\u0000", "\uD800", "a\uDC00b")) {
            assertThatThrownBy(() -> Chunker.of(true).chunks(text)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void boundsShouldBeKept() {
        for (int[] bounds : new int[][] {{15, 0}, {2049, 0}, {16, -1}, {16, 9}}) {
            assertThatThrownBy(() -> new Chunker(bounds[0], bounds[1], true)).isInstanceOf(InvalidInput.class);
        }
        assertThat(new Chunker(16, 8, true)).isNotNull();
    }

    @Test
    void aLongDocumentShouldHaveLargerChunksRatherThanTooMany() {
        String text = "Nothing is kept that nobody can find. ".repeat(100_000);

        assertThat(Chunker.of(true).chunks(text)).hasSizeGreaterThan(DocumentDraft.MAX_CHUNKS);
        assertThat(Chunker.of(true).chunksOfDocument(text)).hasSizeBetween(600, DocumentDraft.MAX_CHUNKS);
    }

    private static String unmarked(String text) {
        return ink(text).replace("#", "");
    }

    private static String joined(List<ChunkDraft> chunks) {
        return chunks.stream().map(ChunkDraft::text).collect(Collectors.joining());
    }

    private static List<Span> spans(String text, int size, int overlap) {
        return Section.sectionsOf(text, false).stream()
                .map(section -> section.blocks().stream()
                        .flatMap(block -> Unit.of(text, block, size).stream())
                        .toList())
                .flatMap(units -> new Packer(text, units, size, overlap).chunks().stream())
                .toList();
    }

    private static String ink(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().filter(c -> c > ' ' && !Character.isWhitespace(c)).forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
