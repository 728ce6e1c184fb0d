package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests that are written are run. */
class TestsTest {
    static final List<String> MODULES = House.MODULES;

    private static final String JUNIT = "org.junit.jupiter.";
    private static final Set<String> MOCKS = Set.of("org.mockito", "org.easymock", "io.mockk", "org.powermock");

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyModuleShouldHaveTests(String module) {
        assertThat(House.tests(module).stream().flatMap(type -> type.getMethods().stream()))
                .anyMatch(TestsTest::isForTheEngine);
    }

    /**
     * A method of a test class that takes nothing, returns nothing and calls nobody's attention is a law without its annotation:
     * nobody but the engine could call it. Whatever other code of the tests calls is a step, and what overrides something is an
     * answer.
     */
    @Test
    void everyLawShouldCarryItsAnnotation() {
        List<JavaMethod> candidates = testClasses()
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
    void noTestShouldBeSwitchedOff() {
        assertThat(House.everyTest().stream()
                        .filter(type -> type.isAnnotatedWith(Disabled.class)
                                || type.getMethods().stream()
                                        .anyMatch(method -> method.isAnnotatedWith(Disabled.class)))
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(House.everyTest().stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency ->
                                dependency.getTargetClass().getName().equals("org.junit.jupiter.api.Assumptions"))
                        .map(Object::toString))
                .isEmpty();
    }

    @Test
    void nothingShouldBeMockedAndNothingWaitedForBlindly() {
        assertThat(House.everyTest().stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> MOCKS.stream()
                                .anyMatch(mock ->
                                        dependency.getTargetClass().getName().startsWith(mock)))
                        .map(Object::toString))
                .isEmpty();
        assertThat(House.everyTest().stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTarget().getFullName().startsWith("java.lang.Thread.sleep("))
                        .map(Object::toString))
                .isEmpty();
    }

    private static Stream<JavaClass> testClasses() {
        return House.everyTest().stream()
                .filter(type -> type.getMethods().stream().anyMatch(TestsTest::isForTheEngine));
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

    private static boolean isForTheEngine(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getName().startsWith(JUNIT));
    }
}
