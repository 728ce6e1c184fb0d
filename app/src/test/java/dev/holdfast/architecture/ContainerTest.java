package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the container file takes from the build is what the build makes and the launcher looks for. */
class ContainerTest {
    private static final String BUILT = "app/target/holdfast";
    private static final Pattern TAKEN = Pattern.compile("COPY --from=build /src/(\\S+) /opt/holdfast/(\\S*)");
    private static final Pattern MODULE = Pattern.compile("<module>(\\S+)</module>");
    private static final Pattern IMAGE = Pattern.compile("(?m)^FROM (\\S+)");

    private final String file = text("Containerfile");
    private final Map<String, String> taken =
            TAKEN.matcher(file).results().collect(Collectors.toMap(found -> found.group(1), ContainerTest::place));

    /** Where it lies below {@code /opt/holdfast}: a folder's content goes into the folder, a file below one. */
    private static String place(MatchResult copy) {
        String from = copy.group(1);
        String to = copy.group(2);
        return to.isEmpty() || to.endsWith("/") ? to + from.substring(from.lastIndexOf('/') + 1) : to;
    }

    @Test
    void whatIsTakenShouldBeThereAndLieAsInACheckout() {
        assertThat(taken).containsKeys("holdfast", BUILT);
        assertThat(taken).allSatisfy((from, to) -> {
            assertThat(to).isEqualTo(from);
            assertThat(from.equals(BUILT) || Files.isRegularFile(path(from)))
                    .as(from)
                    .isTrue();
        });
        assertThat(text("app/pom.xml"))
                .contains("<distribution.directory>${project.basedir}/" + BUILT.substring("app/".length()));
    }

    @Test
    void theLauncherShouldFindWhatItRunsAndReads() {
        String launcher = text("holdfast");

        assertThat(launcher).contains("target=$root/app/target\n", "app=$target/holdfast\n");
        assertThat(Pattern.compile("(?m)^\\. \"\\$root/(\\S+)\"")
                        .matcher(launcher)
                        .results())
                .isNotEmpty()
                .allMatch(read -> taken.containsValue(read.group(1)));
        assertThat(file).contains("ENTRYPOINT [\"/opt/holdfast/holdfast\"]");
    }

    @Test
    void nothingThatABuildNeedsShouldBeKeptOut() {
        List<String> rules = text(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> modules = MODULE.matcher(text("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(modules).containsAll(House.MODULES);
        assertThat(rules)
                .startsWith("*", "!holdfast", "!scripts", "!pom.xml")
                .containsAll(modules.stream().map(module -> "!" + module).toList())
                .endsWith("**/target", "**/src/test")
                .hasSize(6 + modules.size());
    }

    /** Where images come from is the affair of who builds. */
    @Test
    void imagesShouldBeNamedWithoutARegistry() {
        assertThat(IMAGE.matcher(file).results())
                .hasSize(2)
                .noneMatch(found -> found.group(1).contains("/"));
    }

    @Test
    void theServerShouldNotRunAsRoot() {
        assertThat(file.lines().filter(line -> line.startsWith("USER "))).containsExactly("USER 10001:10001");
    }

    private static Path path(String name) {
        return House.root().resolve(name);
    }

    private static String text(String name) {
        return House.text(path(name));
    }
}
