package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Names, nullness, locks, base classes, the size of things. */
class StyleTest {
    static final List<String> MODULES = House.MODULES;

    private static final int MOST_LINES = 400;

    private static final Pattern MEANINGLESS =
            Pattern.compile(".*(Impl|Manager|Helper|Helpers|Util|Utils|DAO|Dao|DTO|Dto|Base|Interface)|Abstract.*");
    private static final Set<String> NO_PLACES =
            Set.of("service", "services", "dto", "dao", "impl", "util", "utils", "common");

    /** In code: at the beginning of a block or among the modifiers of a method. Comments are cut off before. */
    private static final Pattern MONITOR = Pattern.compile("\\bsynchronized\\b");

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SWALLOWED = Pattern.compile("catch \\([^)]*\\) \\{\\s*}");

    @Test
    void namesShouldMeanSomething() {
        assertThat(everything()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> MEANINGLESS.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void packagesShouldBeContextsAndNotLayers() {
        assertThat(everything()
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

    /** Whoever wants another behaviour passes it in. */
    @Test
    void whatIsNotExtendedShouldBeFinal() {
        JavaClasses all = House.everyMain();
        assertThat(all.stream()
                        .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                        .filter(type -> type.getAllSubclasses().isEmpty())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyPackageShouldBeNullMarked(String module) {
        assertThat(packages(House.main(module))).hasSizeGreaterThan(2);
        assertThat(Stream.concat(packages(House.main(module)).stream(), packages(House.tests(module)).stream()))
                .filteredOn(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .extracting(JavaPackage::getName)
                .filteredOn(name -> !isNullMarked(House.main(module), name))
                .isEmpty();
    }

    /** A virtual thread that waits inside a monitor takes its carrier with it on the older Javas; a lock does not. */
    @ParameterizedTest
    @FieldSource("MODULES")
    void nothingShouldBeGuardedByAMonitor(String module) {
        List<Path> sources = House.javaSources(module);
        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(sources)
                .filteredOn(source -> MONITOR.matcher(
                                COMMENTS.matcher(House.text(source)).replaceAll(""))
                        .find())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void nothingShouldBeLeftForLater(String module) {
        assertThat(written(module))
                .isNotEmpty()
                .filteredOn(source -> LEFT_FOR_LATER.matcher(House.text(source)).find())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void noFileShouldBeTooLongToRead(String module) {
        assertThat(written(module))
                .isNotEmpty()
                .filteredOn(source -> !isData(source))
                .filteredOn(source -> House.text(source).lines().count() > MOST_LINES)
                .isEmpty();
    }

    /** An error that is of no consequence says why. */
    @ParameterizedTest
    @FieldSource("MODULES")
    void noErrorShouldBeSwallowedWithoutAWord(String module) {
        assertThat(House.javaSources(module))
                .filteredOn(source -> SWALLOWED.matcher(House.text(source)).find())
                .isEmpty();
    }

    /** Output belongs to the command line, which is given its streams; everything else is logged. */
    @Test
    void nobodyShouldPrint() {
        assertThat(House.everyMain().stream()
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(access -> Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.in")
                                        .contains(access.getTarget().getFullName())
                                || access.getTarget().getFullName().endsWith(".printStackTrace()"))
                        .map(access -> access.getOriginOwner().getName())
                        .distinct())
                .containsExactly("dev.holdfast.app.Main");
    }

    private static Stream<JavaClass> everything() {
        return Stream.concat(House.everyMain().stream(), House.everyTest().stream());
    }

    private static List<Path> written(String module) {
        return Stream.concat(House.sources(module).stream(), House.testSources(module).stream())
                .toList();
    }

    private static List<JavaPackage> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackage).distinct().toList();
    }

    /** Tests share their packages with what they test, and so their marks. */
    private static boolean isNullMarked(JavaClasses classes, String name) {
        return classes.containPackage(name)
                && classes.getPackage(name).isAnnotatedWith("org.jspecify.annotations.NullMarked");
    }

    /** A list of words is looked up and not read; of the schema that a test writes, what changed is read. */
    private static boolean isData(Path source) {
        return source.endsWith("related-english.txt") || source.endsWith("db/schema.sql");
    }
}
