package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.holdfast.app.config.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+(?:Test|Contract|Laws))`");
    private static final Pattern VARIABLE = Pattern.compile("\\bHOLDFAST_[A-Z_]*[A-Z]\\b");
    private static final Pattern TARGET = Pattern.compile("`make ([a-z]+)`");

    @Test
    void everyLinkShouldLeadSomewhere() {
        List<Path> broken = documents()
                .flatMap(document -> found(LINK, document)
                        .filter(link -> !link.contains("://"))
                        .map(link -> document.resolveSibling(link).normalize()))
                .filter(target -> !Files.exists(target))
                .toList();

        assertThat(documents().flatMap(document -> found(LINK, document))).hasSizeGreaterThan(5);
        assertThat(broken).isEmpty();
    }

    /** Whoever is told which test shows something can look it up. */
    @Test
    void everyTestThatIsNamedShouldExist() {
        Set<String> tests =
                House.everyTest().stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        List<String> named =
                documents().flatMap(document -> found(PROOF, document)).toList();

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(named).isSubsetOf(tests);
    }

    @Test
    void everyCommandThatIsNamedShouldExist() {
        String makefile = House.text(House.root().resolve("Makefile"));
        List<String> named =
                documents().flatMap(document -> found(TARGET, document)).toList();

        assertThat(named).hasSizeGreaterThan(3);
        assertThat(named).allMatch(target -> makefile.contains("\n" + target + ":"));
    }

    /** Of the server, of its clients, of the tests. What is misspelt is otherwise found by nobody, for a server takes it for another's. */
    @Test
    void everyVariableThatIsNamedShouldBeRead() {
        Set<String> read = new TreeSet<>(Set.of("HOLDFAST_URL", "HOLDFAST_API_KEY", "HOLDFAST_TEST_POSTGRES"));
        Reference.markdown()
                .lines()
                .forEach(line -> VARIABLE.matcher(line)
                        .results()
                        .flatMap(name -> line.contains("with `_FILE`")
                                ? Stream.of(name.group(), name.group() + "_FILE")
                                : Stream.of(name.group()))
                        .forEach(read::add));
        List<String> named = Stream.concat(
                        documents(),
                        Stream.of("Containerfile", "docs/operations/holdfast.service")
                                .map(House.root()::resolve))
                .flatMap(document ->
                        VARIABLE.matcher(House.text(document)).results().map(MatchResult::group))
                .toList();

        assertThat(named).contains("HOLDFAST_HOME", "HOLDFAST_INSECURE_HTTP", "HOLDFAST_SECRET_FILE");
        assertThat(named).isSubsetOf(read);
    }

    private static Stream<String> found(Pattern pattern, Path document) {
        return pattern.matcher(House.text(document)).results().map(match -> match.group(1));
    }

    private static Stream<Path> documents() {
        try (Stream<Path> top = Files.list(House.root());
                Stream<Path> docs = Files.walk(House.root().resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
