package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules look at everything there is: a rule over half a house, or over an empty one, is kept by accident. */
class HouseTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** A module, and fewer classes and tests than it will ever have again. */
    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(House.DOMAIN, 50, 30),
                Arguments.of(House.PORTS, 15, 10),
                Arguments.of(House.MEMORY, 12, 8),
                Arguments.of(House.POSTGRES, 45, 20),
                Arguments.of(House.EMBEDDING, 10, 3),
                Arguments.of(House.HTTP, 80, 8),
                Arguments.of(House.APP, 100, 25));
    }

    @Test
    void everyModuleOfTheBuildShouldBeLookedAt() {
        List<String> built = MODULE.matcher(House.text(House.root().resolve("pom.xml")))
                .results()
                .map(MatchResult::group)
                .map(module -> module.replaceAll("<[^>]*>", ""))
                .toList();

        assertThat(built).isEqualTo(House.MODULES);
        assertThat(sizes().map(each -> (String) each.get()[0])).isEqualTo(House.MODULES);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyModuleShouldHaveBeenReadWhole(String module, int classes, int tests) {
        assertThat(House.main(module)).as("classes of %s", module).hasSizeGreaterThan(classes);
        assertThat(House.tests(module)).as("test classes of %s", module).hasSizeGreaterThan(tests);
        assertThat(everyFileHasItsClass(module)).isEmpty();
    }

    @Test
    void theWholeShouldBeTheSumOfTheModules() {
        assertThat(House.everyMain())
                .hasSize(House.MODULES.stream()
                        .mapToInt(module -> House.main(module).size())
                        .sum());
        assertThat(House.everyTest())
                .hasSize(House.MODULES.stream()
                        .mapToInt(module -> House.tests(module).size())
                        .sum());
    }

    /** Sources without a class among those that were read: what was left behind by an older build, or never compiled. */
    private static List<String> everyFileHasItsClass(String module) {
        return House.javaSources(module).stream()
                .map(file -> House.root()
                        .resolve(module)
                        .resolve("src/main/java")
                        .relativize(file)
                        .toString())
                .map(file -> file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                .filter(name -> !House.main(module).contain(name))
                .toList();
    }
}
