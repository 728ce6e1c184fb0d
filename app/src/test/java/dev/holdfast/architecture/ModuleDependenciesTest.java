package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each module may know of: what is not listed is forbidden, and what is listed is used. */
class ModuleDependenciesTest {
    private static final List<String> PLAIN_JAVA =
            List.of("java.lang", "java.time..", "java.util..", "org.jspecify.annotations");

    private static final List<String> TEXT_AND_SECRETS = List.of("java.nio.charset", "java.security", "javax.crypto..");

    private static final List<String> LOG_AND_METRICS = List.of("org.slf4j..", "com.codahale.metrics..");

    /** The machine: whoever touches it in the core can no longer be tested everywhere, at any moment, by thousands. */
    private static final Set<String> MACHINE = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.PrintStream",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.util.Timer");

    static Stream<Arguments> allowLists() {
        return Stream.of(
                Arguments.of(
                        House.DOMAIN,
                        all(
                                PLAIN_JAVA,
                                TEXT_AND_SECRETS,
                                List.of(
                                        "java.io",
                                        "java.lang.reflect",
                                        "java.math",
                                        "java.nio",
                                        "dev.holdfast.domain.."))),
                Arguments.of(
                        House.PORTS,
                        all(
                                PLAIN_JAVA,
                                TEXT_AND_SECRETS,
                                List.of("java.math", "dev.holdfast.domain..", "dev.holdfast.ports.."))),
                Arguments.of(
                        House.MEMORY,
                        all(
                                PLAIN_JAVA,
                                List.of("dev.holdfast.domain..", "dev.holdfast.ports..", "dev.holdfast.memory.."))),
                Arguments.of(
                        House.POSTGRES,
                        all(
                                PLAIN_JAVA,
                                TEXT_AND_SECRETS,
                                LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.postgres..",
                                        "java.io",
                                        "java.lang.reflect",
                                        "java.math",
                                        "java.nio",
                                        "java.nio.file..",
                                        "java.sql",
                                        "javax.sql",
                                        "com.github.benmanes.caffeine..",
                                        "org.postgresql..",
                                        "org.apache.ibatis..",
                                        "com.zaxxer.hikari..",
                                        "org.flywaydb..",
                                        "io.github.resilience4j..",
                                        "tools.jackson.."))),
                Arguments.of(
                        House.EMBEDDING,
                        all(
                                PLAIN_JAVA,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.embedding..",
                                        "java.io",
                                        "java.net",
                                        "java.net.http",
                                        "java.nio",
                                        "java.text",
                                        "io.github.resilience4j..",
                                        "tools.jackson.core.."))),
                Arguments.of(
                        House.HTTP,
                        all(
                                PLAIN_JAVA,
                                TEXT_AND_SECRETS,
                                LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.http..",
                                        "java.io",
                                        "java.lang.invoke",
                                        "java.lang.reflect",
                                        "java.math",
                                        "java.net",
                                        "java.nio",
                                        "org.eclipse.jetty..",
                                        "tools.jackson..",
                                        "com.fasterxml.jackson.annotation..",
                                        "com.fasterxml.classmate..",
                                        "com.github.victools..",
                                        "com.github.benmanes.caffeine..",
                                        "io.prometheus.metrics.."))),
                Arguments.of(
                        House.APP,
                        all(
                                PLAIN_JAVA,
                                TEXT_AND_SECRETS,
                                LOG_AND_METRICS,
                                List.of(
                                        "dev.holdfast.domain..",
                                        "dev.holdfast.ports..",
                                        "dev.holdfast.memory..",
                                        "dev.holdfast.postgres..",
                                        "dev.holdfast.embedding..",
                                        "dev.holdfast.http..",
                                        "dev.holdfast.app..",
                                        "java.net.http",
                                        "java.io",
                                        "java.lang.management",
                                        "javax.management",
                                        "java.lang.reflect",
                                        "java.net",
                                        "java.nio..",
                                        "java.sql",
                                        "java.text",
                                        "com.google.inject..",
                                        "com.nimbusds..",
                                        "com.typesafe.config..",
                                        "picocli..",
                                        "org.jsoup..",
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
        assertThat(allowed)
                .filteredOn(packages -> classes.stream()
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .noneMatch(resideInAnyPackage(packages)))
                .as("what %s may know of and does not", module)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {House.DOMAIN, House.PORTS})
    void theCoreShouldNotReachForTheMachine(String module) {
        noClasses()
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are the machine", type -> MACHINE.contains(type.getName())))
                .allowEmptyShould(false)
                .check(House.main(module));
    }

    @Test
    void theMachineShouldNotBeMistyped() {
        assertThat(MACHINE).allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    private static DescribedPredicate<JavaClass> primitivesAndTheirArrays() {
        return DescribedPredicate.describe(
                "primitives and arrays of what is allowed",
                type -> type.getPackageName().isEmpty());
    }

    @SafeVarargs
    private static List<String> all(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
