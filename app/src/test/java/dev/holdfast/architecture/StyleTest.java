package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Names, nullness, locks, base classes. */
class StyleTest {
    static final List<String> MODULES = House.MODULES;

    private static final Pattern MEANINGLESS =
            Pattern.compile(".*(Impl|Manager|Helper|Helpers|Util|Utils|DAO|Dao|DTO|Dto|Base|Interface)|Abstract.*");
    private static final Set<String> NO_PLACES =
            Set.of("service", "services", "dto", "dao", "impl", "util", "utils", "common");

    /** In code: at the beginning of a block or among the modifiers of a method. Comments are cut off before. */
    private static final Pattern MONITOR = Pattern.compile("\\bsynchronized\\b");

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    @Test
    void namesShouldMeanSomething() {
        assertThat(House.everyMain().stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> MEANINGLESS.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void packagesShouldBeContextsAndNotLayers() {
        assertThat(House.everyMain().stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> Stream.of(name.split("\\.")).anyMatch(NO_PLACES::contains)))
                .isEmpty();
    }

    /** Sealed families are closed sets of cases, not something to build upon. */
    @Test
    void thereShouldBeNoClassesToBuildUpon() {
        assertThat(House.everyMain().stream()
                        .filter(type -> !type.isInterface() && !type.isEnum())
                        .filter(type -> type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(type -> !type.reflect().isSealed())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyPackageShouldBeNullMarked(String module) {
        List<JavaPackage> packages = House.main(module).stream()
                .map(JavaClass::getPackage)
                .distinct()
                .toList();
        assertThat(packages).hasSizeGreaterThan(2);
        assertThat(packages)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(each.getName())
                        .isTrue());
    }

    /** A virtual thread that waits inside a monitor takes its carrier with it on the older Javas; a lock does not. */
    @ParameterizedTest
    @FieldSource("MODULES")
    void nothingShouldBeGuardedByAMonitor(String module) {
        List<Path> sources = sources(module);
        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(sources)
                .filteredOn(
                        source -> MONITOR.matcher(COMMENTS.matcher(read(source)).replaceAll(""))
                                .find())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void nothingShouldBeLeftForLater(String module) {
        assertThat(sources(module))
                .filteredOn(source -> Pattern.compile("\\b(TODO|FIXME|XXX)\\b")
                        .matcher(read(source))
                        .find())
                .isEmpty();
    }

    private static List<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(House.sources(module))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
