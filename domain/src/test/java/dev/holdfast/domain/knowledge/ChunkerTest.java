package dev.holdfast.domain.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where cuts are made. */
class ChunkerTest {
    private static final Chunker SMALL = new Chunker(16, 0, true);

    @Test
    void aShortTextShouldBeOneChunk() {
        assertThat(texts(SMALL, "\n A note.\n\nAnd another. \n")).containsExactly("A note.\n\nAnd another.");
        assertThat(SMALL.chunks("  \n")).isEmpty();
    }

    @Test
    void paragraphsShouldStayWholeWhileTheyFit() {
        String one = "The first has ten words in it, as you see.";
        String two = "The second is of about that length as well.";

        assertThat(texts(SMALL, one + "\n\n" + two)).containsExactly(one, two);
    }

    @Test
    void aLongParagraphShouldBeCutBetweenSentencesWhereverItsLinesEnd() {
        String one = "Mr. Holmes of Baker St. 221 came\nat 7.30 in the morning!";
        String two = "\"Is it J. Moriarty?\" he asked\nme, e.g. by his look.";

        assertThat(texts(new Chunker(24, 0, true), one + " " + two)).containsExactly(one, two);
        assertThat(texts(new Chunker(24, 0, true), "第二天早上我们离开了家。去湖边的路大约需要两个小时。"))
                .containsExactly("第二天早上我们离开了家。", "去湖边的路大约需要两个小时。");
    }

    @Test
    void whatSomeoneSaysShouldStayWholeWhileItFits() {
        String talk = """
            Ann: Hey Ben! I went to a class yesterday. It was calm.
            [10:30] Ben Smith: Nice. I ran a race. We won it.
            (1:56 pm on 8 May) user: Tell me more. What did
            you win? Was it far?\
            """;

        assertThat(texts(new Chunker(28, 0, true), talk))
                .containsExactly(
                        "Ann: Hey Ben! I went to a class yesterday. It was calm.",
                        "[10:30] Ben Smith: Nice. I ran a race. We won it.",
                        "(1:56 pm on 8 May) user: Tell me more. What did\nyou win? Was it far?");
    }

    @Test
    void itemsOfAListShouldStayWholeWhileTheyFit() {
        String list = """
                - Take the first one. Then wait for a while.
                - Take the second one. Then go on.
                  1) Or stop there. Do it now, at once.""";

        assertThat(texts(SMALL, list))
                .containsExactly(
                        "- Take the first one. Then wait for a while.",
                        "- Take the second one. Then go on.",
                        "1) Or stop there. Do it now, at once.");
    }

    @Test
    void headingsShouldBeAPath() {
        String text =
                "before\n# One\nfirst\n## Two ##\n### Three\nthird\n# C#\nlast\n#no heading\n# Nothing under it\n";

        assertThat(SMALL.chunks(text))
                .extracting(ChunkDraft::headings, ChunkDraft::text)
                .containsExactly(
                        tuple(List.of(), "before"),
                        tuple(List.of("One"), "first"),
                        tuple(List.of("One", "Two", "Three"), "third"),
                        tuple(List.of("C#"), "last\n#no heading"),
                        tuple(List.of("Nothing under it"), "Nothing under it"));
        assertThat(new Chunker(64, 0, false).chunks(text)).singleElement().satisfies(chunk -> {
            assertThat(chunk.headings()).isEmpty();
            assertThat(chunk.text()).isEqualTo(text.strip());
        });
    }

    @Test
    void codeThatFitsShouldNeverBeCutAndHasNoHeadings() {
        String code = "```sh\n# not a heading\n\nls -l\n```";

        assertThat(texts(SMALL, "Some words before it, so that not all fits.\n" + code + "\nafter"))
                .containsExactly("Some words before it, so that not all fits.", code + "\nafter");
    }

    @Test
    void codeThatDoesNotFitShouldBeCutBetweenLines() {
        String line = "    if (value. Equals(other)) return;";
        List<String> cuts = texts(SMALL, "~~~\n" + (line + "\n").repeat(6) + "~~~");

        assertThat(cuts)
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        cut -> assertThat(cut.lines()).allMatch(found -> found.equals(line) || found.equals("~~~")));
    }

    @Test
    void tablesShouldBeCutBetweenRows() {
        String table = "| name | what |\n|---|---|\n" + "| a. B | c |\n".repeat(5);

        assertThat(texts(SMALL, table))
                .hasSizeGreaterThan(1)
                .allSatisfy(cut -> assertThat(cut.lines()).allMatch(row -> row.startsWith("|") && row.endsWith("|")));
    }

    @Test
    void overlapShouldRepeatTheLastSentencesThatFitIntoIt() {
        List<String> sentences = IntStream.range(0, 10)
                .mapToObj(i -> "Here is one with the number " + i + ".")
                .toList();
        List<String> cuts = texts(new Chunker(32, 10, true), String.join(" ", sentences));

        assertThat(cuts.getFirst()).isEqualTo(String.join(" ", sentences.subList(0, 4)));
        assertThat(cuts.get(1)).isEqualTo(String.join(" ", sentences.subList(3, 7)));
    }

    @Test
    void overlapShouldBeginInsideAParagraphButNotInsideWhatSomeoneSays() {
        String talk = IntStream.range(0, 12)
                .mapToObj(i -> "Ann: I said it. You heard me.")
                .collect(Collectors.joining("\n"));
        String prose = "A first paragraph has some words. It ends so.";

        assertThat(texts(new Chunker(64, 12, true), talk))
                .hasSizeGreaterThan(1)
                .allMatch(cut -> cut.startsWith("Ann:"));
        assertThat(texts(new Chunker(16, 8, true), prose + "\n\nThen there is another one."))
                .containsExactly(prose, "It ends so.\n\nThen there is another one.");
    }

    private static List<String> texts(Chunker chunker, String text) {
        return chunker.chunks(text).stream().map(ChunkDraft::text).toList();
    }
}
