package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from run to run comes from outside, so that every rule can be tested at any moment. */
class TimeAndChanceTest {
    private static final List<String> EDGES =
            List.of("dev.holdfast.app..", "dev.holdfast.http.support..", "dev.holdfast.postgres.support..");

    /** Tests may make secrets, which nobody needs to see again. */
    private static final String SECRETS = "java.security.SecureRandom.<init>()";

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random()",
            "java.util.UUID.randomUUID()",
            "java.util.Random.<init>()",
            "java.util.SplittableRandom.<init>()",
            "java.util.concurrent.ThreadLocalRandom.current()",
            "java.util.Collections.shuffle(java.util.List)");

    private static final Set<String> SURROUNDINGS = Set.of(
            "java.lang.System.getenv()",
            "java.lang.System.getenv(java.lang.String)",
            "java.lang.System.getProperty(java.lang.String)",
            "java.lang.System.getProperty(java.lang.String, java.lang.String)",
            "java.time.ZoneId.systemDefault()",
            "java.util.Locale.getDefault()");

    private static final String MONOTONIC_TIME = "java.lang.System.nanoTime()";

    @Test
    void timeChanceAndTheEnvironmentShouldBeAskedAtTheEdgesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGES.toArray(String[]::new))
                .should()
                .accessTargetWhere(described(access -> isTheTime(access)
                        || isChance(access)
                        || isOfTheSurroundings(access)
                        || access.getTarget().getFullName().equals(SECRETS)))
                .allowEmptyShould(false)
                .check(House.everyMain());
    }

    @ParameterizedTest
    @ValueSource(strings = {House.DOMAIN, House.PORTS, House.MEMORY})
    void theCoreShouldNotEvenMeasureTime(String module) {
        noClasses()
                .should()
                .accessTargetWhere(
                        described(access -> access.getTarget().getFullName().equals(MONOTONIC_TIME)))
                .allowEmptyShould(false)
                .check(House.main(module));
    }

    @Test
    void theEdgesShouldExistAndAsk() {
        JavaClasses all = House.everyMain();
        for (String edge : EDGES) {
            assertThat(all.that(resideInAnyPackage(edge))).as(edge).isNotEmpty();
        }
        assertThat(all.stream().flatMap(type -> type.getAccessesFromSelf().stream()))
                .anyMatch(TimeAndChanceTest::isTheTime)
                .anyMatch(TimeAndChanceTest::isChance)
                .anyMatch(TimeAndChanceTest::isOfTheSurroundings)
                .anyMatch(access -> access.getTarget().getFullName().equals(MONOTONIC_TIME));
    }

    /** A test that fails once in a while, or on one machine, proves nothing on the others. */
    @Test
    void testsShouldNotDependOnTheMomentOrOnTheMachine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..support..")
                .should()
                .accessTargetWhere(described(access -> readsTheWallClock(access) || isChance(access)))
                .allowEmptyShould(false)
                .check(House.everyTest());
    }

    private static boolean isTheTime(JavaAccess<?> access) {
        String owner = access.getTarget().getOwner().getName();
        return readsTheWallClock(access)
                || (owner.equals("java.time.Clock")
                        && access.getTarget().getName().startsWith("system"))
                || (owner.equals("java.time.Clock")
                        && access.getTarget().getName().startsWith("tick"));
    }

    /** {@code now()} of whatever kind without a clock. */
    private static boolean readsTheWallClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().equals("java.lang.System.currentTimeMillis()")
                || (access.getTarget().getOwner().getPackageName().equals("java.time")
                        && access.getTarget().getName().equals("now")
                        && access.getTarget() instanceof CodeUnitAccessTarget call
                        && call.getRawParameterTypes().stream()
                                .noneMatch(type -> type.getName().equals("java.time.Clock")));
    }

    private static boolean isChance(JavaAccess<?> access) {
        return CHANCE.contains(access.getTarget().getFullName());
    }

    private static boolean isOfTheSurroundings(JavaAccess<?> access) {
        return SURROUNDINGS.contains(access.getTarget().getFullName());
    }

    private static DescribedPredicate<JavaAccess<?>> described(Predicate<JavaAccess<?>> differs) {
        return DescribedPredicate.describe("the answer differs from run to run", differs);
    }
}
