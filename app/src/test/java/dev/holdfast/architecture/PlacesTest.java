package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where inside the modules things are: libraries in few packages, contexts without circles. */
class PlacesTest {
    /** A library, and the only packages that may speak to it. */
    static Stream<Arguments> homes() {
        return Stream.of(
                Arguments.of(
                        List.of("com.google.inject.."),
                        List.of("dev.holdfast.app.module..", "dev.holdfast.app.serve..", "dev.holdfast.app.cli..")),
                Arguments.of(
                        List.of("java.sql..", "javax.sql..", "org.postgresql.."),
                        List.of("dev.holdfast.postgres..", "dev.holdfast.app.embedded..")),
                Arguments.of(List.of("org.apache.ibatis..", "com.zaxxer.hikari.."), List.of("dev.holdfast.postgres..")),
                Arguments.of(
                        List.of("io.github.resilience4j.."),
                        List.of("dev.holdfast.postgres.support..", "dev.holdfast.embedding.openai..")),
                Arguments.of(
                        List.of("java.net.http.."),
                        List.of(
                                "dev.holdfast.embedding.openai..",
                                "dev.holdfast.app.cli..",
                                "dev.holdfast.app.oauth..")),
                Arguments.of(List.of("com.nimbusds.."), List.of("dev.holdfast.app.oauth..")),
                Arguments.of(List.of("org.flywaydb.."), List.of("dev.holdfast.postgres.operations..")),
                Arguments.of(List.of("org.eclipse.jetty.."), List.of("dev.holdfast.http.support..")),
                Arguments.of(
                        List.of("tools.jackson.."),
                        List.of(
                                "dev.holdfast.http..",
                                "dev.holdfast.postgres..",
                                "dev.holdfast.embedding.openai..",
                                "dev.holdfast.app.archive..",
                                "dev.holdfast.app.cli..")),
                Arguments.of(List.of("picocli.."), List.of("dev.holdfast.app.cli..")),
                Arguments.of(List.of("org.jsoup.."), List.of("dev.holdfast.app.cli..")),
                Arguments.of(List.of("com.typesafe.config.."), List.of("dev.holdfast.app.config..")),
                Arguments.of(List.of("ch.qos.logback..", "net.logstash.."), List.of("dev.holdfast.app.logging..")));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void aLibraryShouldStayInItsPlace(List<String> library, List<String> places) {
        noClasses()
                .that()
                .resideOutsideOfPackages(places.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.toArray(String[]::new))
                .allowEmptyShould(false)
                .check(House.everyMain());
    }

    @ParameterizedTest
    @MethodSource("homes")
    void everyPlaceShouldExistAndEachLibraryBeUsedThere(List<String> library, List<String> places) {
        JavaClasses all = House.everyMain();
        for (String place : places) {
            assertThat(all.that(resideInAnyPackage(place))).as(place).isNotEmpty();
        }
        for (String each : library) {
            assertThat(all.that(resideInAnyPackage(places.toArray(String[]::new))).stream()
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .anyMatch(dependency -> resideInAnyPackage(each).test(dependency.getTargetClass())))
                    .as("%s is used in %s", each, places)
                    .isTrue();
        }
    }

    static Stream<Arguments> roots() {
        return Stream.of(
                Arguments.of(House.DOMAIN, "dev.holdfast.domain"),
                Arguments.of(House.PORTS, "dev.holdfast.ports"),
                Arguments.of(House.MEMORY, "dev.holdfast.memory"),
                Arguments.of(House.POSTGRES, "dev.holdfast.postgres"),
                Arguments.of(House.HTTP, "dev.holdfast.http"),
                Arguments.of(House.APP, "dev.holdfast.app"));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void theContextsOfAModuleShouldHaveNoCircles(String module, String root) {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(false)
                .check(House.main(module));
    }

    @ParameterizedTest
    @MethodSource("roots")
    void aModuleShouldHoldTheContextsOfItsRootAndNothingElse(String module, String root) {
        JavaClasses classes = House.main(module);
        assertThat(classes.that(resideInAnyPackage(root + "..")))
                .as("%s in %s", root, module)
                .hasSameSizeAs(classes)
                .isNotEmpty();
        assertThat(classes.stream()
                        .map(type -> type.getPackageName().substring(root.length()))
                        .distinct())
                .as("packages of %s", module)
                .hasSizeGreaterThanOrEqualTo(4);
    }
}
