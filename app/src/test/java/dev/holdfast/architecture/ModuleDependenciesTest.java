package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each module may know of: what is not listed is forbidden, and what is listed is used. */
class ModuleDependenciesTest {
    private static final List<String> PLAIN_JAVA = List.of(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.io..",
            "java.math..",
            "java.nio..",
            "java.security..",
            "javax.crypto..",
            "org.jspecify.annotations");

    private static final List<String> WITH_LOG_AND_METRICS =
            all(PLAIN_JAVA, List.of("org.slf4j..", "com.codahale.metrics.."));

    static Stream<Arguments> allowLists() {
        return Stream.of(
                Arguments.of(House.DOMAIN, all(PLAIN_JAVA, List.of("dev.holdfast.domain.."))),
                Arguments.of(House.PORTS, all(PLAIN_JAVA, List.of("dev.holdfast.domain..", "dev.holdfast.ports.."))),
                Arguments.of(
                        House.MEMORY,
                        all(
                                PLAIN_JAVA,
                                List.of("dev.holdfast.domain..", "dev.holdfast.ports..", "dev.holdfast.memory.."))),
                Arguments.of(
                        House.POSTGRES,
                        all(
                                WITH_LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.postgres..",
                                        "java.sql..",
                                        "javax.sql..",
                                        "org.postgresql..",
                                        "org.apache.ibatis..",
                                        "com.zaxxer.hikari..",
                                        "org.flywaydb..",
                                        "io.github.resilience4j..",
                                        "tools.jackson..",
                                        "com.fasterxml.jackson.annotation.."))),
                Arguments.of(
                        House.HTTP,
                        all(
                                WITH_LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.http..",
                                        "java.net",
                                        "org.eclipse.jetty..",
                                        "tools.jackson..",
                                        "com.fasterxml.jackson.annotation..",
                                        "com.fasterxml.classmate..",
                                        "com.github.victools..",
                                        "com.github.benmanes.caffeine..",
                                        "io.prometheus.metrics..",
                                        "io.github.resilience4j.."))),
                Arguments.of(
                        House.APP,
                        all(
                                WITH_LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.memory..",
                                        "dev.holdfast.postgres..",
                                        "dev.holdfast.http..",
                                        "dev.holdfast.app..",
                                        "java.net..",
                                        "java.sql..",
                                        "com.google.inject..",
                                        "com.typesafe.config..",
                                        "picocli..",
                                        "ch.qos.logback..",
                                        "net.logstash.logback..",
                                        "tools.jackson..",
                                        "org.apache.commons.compress..",
                                        "org.tukaani.xz.."))));
    }

    @ParameterizedTest
    @MethodSource("allowLists")
    void aModuleShouldKnowOnlyWhatItMay(String module, List<String> allowed) {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(String[]::new)).or(primitivesAndTheirArrays()))
                .allowEmptyShould(false)
                .check(House.main(module));
    }

    /** A list that allows what nobody uses guards nothing: it may as well be mistyped. */
    @ParameterizedTest
    @MethodSource("allowLists")
    void whatAModuleMayKnowShouldBeUsed(String module, List<String> allowed) {
        JavaClasses classes = House.main(module);
        assertThat(classes).isNotEmpty();
        for (String packages : allowed) {
            assertThat(classes.stream()
                            .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                            .map(Dependency::getTargetClass)
                            .map(JavaClass::getBaseComponentType)
                            .anyMatch(resideInAnyPackage(packages)))
                    .as("%s uses %s", module, packages)
                    .isTrue();
        }
    }

    private static DescribedPredicate<JavaClass> primitivesAndTheirArrays() {
        return DescribedPredicate.describe(
                "primitives and arrays of what is allowed",
                type -> type.getPackageName().isEmpty());
    }

    private static List<String> all(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
