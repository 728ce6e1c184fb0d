package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs from run to run comes from outside, so that every rule can be tested at any moment. */
class TimeAndChanceTest {
    private static final List<String> EDGES =
            List.of("dev.holdfast.app..", "dev.holdfast.http.support..", "dev.holdfast.postgres.support..");

    private static final Set<String> SOURCES = Set.of(
            "java.lang.System.getenv()",
            "java.lang.System.getenv(java.lang.String)",
            "java.lang.System.currentTimeMillis()",
            "java.lang.Math.random()",
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.util.UUID.randomUUID()",
            "java.util.Random.<init>()",
            "java.security.SecureRandom.<init>()",
            "java.util.concurrent.ThreadLocalRandom.current()");

    @Test
    void clocksChanceAndTheEnvironmentShouldBeAskedAtTheEdgesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGES.toArray(String[]::new))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "the target differs from run to run", TimeAndChanceTest::differsFromRunToRun))
                .allowEmptyShould(false)
                .check(House.everyMain());
    }

    @Test
    void theEdgesShouldExistAndAskThem() {
        for (String edge : EDGES) {
            assertThat(House.everyMain().that(resideInAnyPackage(edge)))
                    .as(edge)
                    .isNotEmpty();
        }
        assertThat(House.everyMain().stream()
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .anyMatch(TimeAndChanceTest::differsFromRunToRun))
                .isTrue();
    }

    private static boolean differsFromRunToRun(JavaAccess<?> access) {
        return SOURCES.contains(access.getTarget().getFullName());
    }
}
