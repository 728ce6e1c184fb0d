package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests that are written are run, on every machine, and can fail. */
class TestsTest {
    static final List<String> MODULES = House.MODULES;

    private static final String JUNIT = "org.junit.jupiter.";
    private static final Set<String> MARKS_OF_A_LAW =
            Set.of(Test.class.getName(), ParameterizedTest.class.getName(), TestFactory.class.getName());

    private static final List<String> MOCKS = List.of("org.mockito.", "org.easymock.", "io.mockk.", "org.powermock.");

    /** Ways to leave a test out that looks as if it had passed. */
    private static final List<String> EXCUSES = List.of(
            "org.junit.jupiter.api.Assumptions",
            "org.junit.jupiter.api.condition.",
            "org.assertj.core.api.Assumptions",
            "org.opentest4j.TestAbortedException");

    private static final String SLEEP = Thread.class.getName() + ".sleep";

    private static final Set<String> BLIND_WAITS = Set.of(
            SLEEP + "(long)",
            SLEEP + "(long, int)",
            SLEEP + "(java.time.Duration)",
            "java.util.concurrent.TimeUnit.sleep(long)",
            "java.util.concurrent.locks.LockSupport.parkNanos(long)",
            "java.lang.Object.wait(long)");

    private static final Pattern NAME_OF_A_LAW = Pattern.compile("\\w*([sS]hould|May)\\w*");

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyModuleShouldHaveTests(String module) {
        assertThat(House.tests(module).stream()
                        .flatMap(type -> type.getAllMethods().stream())
                        .filter(TestsTest::isLaw))
                .hasSizeGreaterThan(10);
    }

    /**
     * The runner looks for classes by their names, and inside them for nested ones by their mark; {@code scripts/drills} names those that
     * need more than a JDK.
     */
    @Test
    void everyClassWithLawsShouldBeFoundByTheRunner() {
        String drills = House.text(House.root().resolve("scripts").resolve("drills"));
        List<JavaClass> holders = House.everyTest().stream()
                .filter(TestsTest::isConcrete)
                .filter(TestsTest::hasLaws)
                .toList();
        assertThat(holders).hasSizeGreaterThan(60);
        assertThat(holders)
                .filteredOn(type -> type.isTopLevelClass()
                        ? !type.getSimpleName().endsWith("Test") && !drills.contains(type.getSimpleName())
                        : !type.isAnnotatedWith(Nested.class) || isStatic(type))
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    @Test
    void whatIsCalledATestShouldHaveLaws() {
        List<JavaClass> tests = House.everyTest().stream()
                .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Test"))
                .filter(type -> !type.getSimpleName().endsWith("UnderTest"))
                .toList();
        assertThat(tests).hasSizeGreaterThan(60);
        assertThat(tests)
                .filteredOn(type -> !hasLaws(type) && !hasNestedLaws(type))
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    /**
     * A method of a test class that takes nothing, returns nothing and calls nobody's attention is a law without its annotation:
     * nobody but the engine could call it. Whatever other code of the tests calls is a step, and what overrides something is an
     * answer.
     */
    @Test
    void everyLawShouldCarryItsAnnotation() {
        List<JavaMethod> candidates = House.everyTest().stream()
                .filter(type -> type.getMethods().stream().anyMatch(TestsTest::isForTheEngine))
                .flatMap(type -> type.getMethods().stream())
                .filter(TestsTest::looksLikeALaw)
                .toList();
        assertThat(candidates).hasSizeGreaterThan(100);
        assertThat(candidates)
                .filteredOn(method -> !isForTheEngine(method))
                .extracting(JavaMethod::getFullName)
                .isEmpty();
    }

    @Test
    void everyLawShouldReadAsOne() {
        List<JavaMethod> laws = laws();
        assertThat(laws).hasSizeGreaterThan(300);
        assertThat(laws)
                .filteredOn(method -> !NAME_OF_A_LAW.matcher(method.getName()).matches())
                .extracting(JavaMethod::getFullName)
                .isEmpty();
        assertThat(laws)
                .filteredOn(method -> method.getModifiers().contains(JavaModifier.PRIVATE)
                        || method.getModifiers().contains(JavaModifier.STATIC))
                .extracting(JavaMethod::getFullName)
                .isEmpty();
    }

    @Test
    void noTestShouldBeSwitchedOff() {
        assertThat(House.everyTest().stream()
                        .filter(type -> type.isAnnotatedWith(Disabled.class)
                                || type.getMethods().stream()
                                        .anyMatch(method -> method.isAnnotatedWith(Disabled.class)))
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(dependenciesOn(EXCUSES)).isEmpty();
    }

    @Test
    void nothingShouldBeMocked() {
        assertThat(dependenciesOn(MOCKS)).isEmpty();
    }

    @Test
    void nothingShouldBeWaitedForBlindly() {
        assertThat(House.everyTest().stream()
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(access ->
                                BLIND_WAITS.contains(access.getTarget().getFullName()))
                        .map(Object::toString))
                .isEmpty();
    }

    private static Stream<String> dependenciesOn(List<String> names) {
        return House.everyTest().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        names.stream().anyMatch(dependency.getTargetClass().getName()::startsWith))
                .map(Dependency::getDescription);
    }

    private static List<JavaMethod> laws() {
        return House.everyTest().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(TestsTest::isLaw)
                .toList();
    }

    private static boolean hasLaws(JavaClass type) {
        return type.getAllMethods().stream().anyMatch(TestsTest::isLaw);
    }

    private static boolean hasNestedLaws(JavaClass outer) {
        return House.everyTest().stream()
                .filter(TestsTest::hasLaws)
                .anyMatch(type -> type.getName().startsWith(outer.getName() + "$"));
    }

    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static boolean isStatic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean looksLikeALaw(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return !modifiers.contains(JavaModifier.PRIVATE)
                && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.ABSTRACT)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && method.getRawReturnType().getName().equals("void")
                && method.getRawParameterTypes().isEmpty()
                && method.getAccessesToSelf().isEmpty()
                && !overrides(method);
    }

    private static boolean overrides(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .anyMatch(type -> type.tryGetMethod(method.getName()).isPresent());
    }

    private static boolean isLaw(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation ->
                        MARKS_OF_A_LAW.contains(annotation.getRawType().getName()));
    }

    private static boolean isForTheEngine(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getName().startsWith(JUNIT));
    }
}
