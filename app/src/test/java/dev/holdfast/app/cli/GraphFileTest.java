package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of the official memory server comes in and goes out again. */
final class GraphFileTest {
    private static final String JOHN =
            "{\"type\":\"entity\",\"name\":\"John_Smith\",\"entityType\":\"person\",\"observations\":[\"Speaks Spanish\",\"Likes 🐎\"]}";
    private static final String CAFE =
            "{\"type\":\"entity\",\"name\":\"Café Zürich 東京\",\"entityType\":\"place\",\"observations\":[]}";
    private static final String VISITS =
            "{\"type\":\"relation\",\"from\":\"John_Smith\",\"to\":\"Café Zürich 東京\",\"relationType\":\"visits\"}";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    private Shell.Result imported(String... lines) throws IOException {
        return imported(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Shell.Result imported(byte[] content) throws IOException {
        Path file = home.resolve("memory.jsonl");
        Files.write(file, content);
        return shell.run("import", "memory-server", file.toString());
    }

    private String exported() {
        Shell.Result result = shell.run("export", "memory-server");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    @Test
    void whatComesInShouldGoOutAsItWas() throws IOException {
        Shell.Result result = imported(JOHN, CAFE, VISITS);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("read 3 lines; added 2 entities, 0 observations to others, 1 relations");
        assertThat(exported()).isEqualTo(JOHN + "\n" + CAFE + "\n" + VISITS + "\n");
    }

    @Test
    void importingAgainShouldAddNothing() throws IOException {
        imported(JOHN, CAFE, VISITS);
        String before = exported();

        assertThat(imported(JOHN, CAFE, VISITS).out())
                .contains("added 0 entities, 0 observations to others, 0 relations");
        assertThat(exported()).isEqualTo(before);
    }

    @Test
    void whatAnEntityHasMoreInTheFileShouldBeAddedToIt() throws IOException {
        imported(JOHN);

        assertThat(imported(JOHN.replace("Speaks Spanish", "Rides a bike")).out())
                .contains("added 0 entities, 1 observations to others");
        assertThat(exported()).contains("[\"Speaks Spanish\",\"Likes 🐎\",\"Rides a bike\"]");
    }

    @Test
    void linesOfWindowsBlankLinesAndAMarkShouldDoNoHarm() throws IOException {
        assertThat(imported("\uFEFF" + JOHN + "\r\n\r\n  \n" + VISITS + "\r\n").exitCode())
                .isZero();
        assertThat(exported()).isEqualTo(JOHN + "\n" + VISITS + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"type\":\"entity\" | is not JSON",
                "[1] | is neither an entity nor a relation",
                "{\"type\":\"person\"} | is neither an entity nor a relation",
                "{\"type\":\"entity\",\"name\":\"\",\"entityType\":\"t\",\"observations\":[]} | /name",
                "{\"type\":\"entity\",\"name\":\"n\",\"observations\":[]} | /entityType",
                "{\"type\":\"entity\",\"name\":\"n\",\"entityType\":\"t\",\"observations\":[{}]} | is not a text",
                "{\"type\":\"relation\",\"from\":\"a\",\"to\":\"b\"} | /relationType",
            })
    void aLineThatIsWrongShouldBeNamedAndNothingImported(String line, String what) throws IOException {
        Shell.Result result = imported(JOHN, "", line, VISITS);

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.err()).contains("line 3").contains(what);
        assertThat(exported()).isEmpty();
    }

    @Test
    void aLineInAnotherEncodingShouldBeNamed() throws IOException {
        Shell.Result result = imported((JOHN + "\n" + CAFE).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.err()).contains("line 2 is not UTF-8");
    }

    @Test
    void aFileThatIsNotThereShouldBeNamed() {
        Shell.Result result = shell.run("import", "memory-server", "/no/such/memory.jsonl");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("there is no file /no/such/memory.jsonl");
    }

    /** More than one call of the graph takes: of entities, of relations, and of the observations of one entity. */
    @Test
    void aLargeFileShouldComeInWhole() throws IOException {
        String observations =
                IntStream.range(0, 2_500).mapToObj(i -> "\"saw " + i + "\"").collect(Collectors.joining(","));
        String file = IntStream.range(0, 2_500)
                        .mapToObj(i -> "{\"type\":\"entity\",\"name\":\"e" + i
                                + "\",\"entityType\":\"thing\",\"observations\":[\"is " + i + "\"]}\n")
                        .collect(Collectors.joining())
                + "{\"type\":\"entity\",\"name\":\"witness\",\"entityType\":\"person\",\"observations\":["
                + observations
                + "]}\n"
                + IntStream.range(0, 2_500)
                        .mapToObj(i -> "{\"type\":\"relation\",\"from\":\"witness\",\"to\":\"e" + i
                                + "\",\"relationType\":\"saw\"}\n")
                        .collect(Collectors.joining());

        assertThat(imported(file).out())
                .contains("read 5001 lines; added 2501 entities")
                .contains("2500 relations");
        assertThat(exported()).isEqualTo(file);
    }
}
