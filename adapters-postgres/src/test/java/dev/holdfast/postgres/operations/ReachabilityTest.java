package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.support.ConnectRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How a database that does not answer is tried. */
final class ReachabilityTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final AdminConnection NOWHERE =
            new AdminConnection("jdbc:postgresql://127.0.0.1:1/x", "x", new Secret("x"));

    private final List<String> lines = new ArrayList<>();

    private static ConnectRetry hasty(int attempts) {
        return new ConnectRetry(attempts, Duration.ofMillis(10), Duration.ofMillis(20));
    }

    @Test
    void aDatabaseThatAnswersShouldBeTriedOnceWithoutAWord() {
        try (AdminSession session = Reachability.await(TestServer.blank(), hasty(1), Duration.ZERO, lines::add)) {
            assertThat(session.isPrepared()).isFalse();
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void oneThatDoesNotShouldBeTriedSoOftenAndEachAttemptSaidWithItsPauseAndClass() {
        assertThatThrownBy(() -> Reachability.await(NOWHERE, hasty(3), LONG, lines::add))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failed -> assertThat(failed.passes()).isTrue())
                .hasMessageContaining("nothing answers there")
                .hasMessageContaining("after 3 attempts");

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .matches("waiting for the database: attempt 1 of 3 failed, the next in 0\\.0 s: .*SQLSTATE 08001.*");
        assertThat(lines.getLast()).contains("attempt 2 of 3");
    }

    @Test
    void theTimeShouldEndItBeforeTheAttemptsDo() {
        assertThatThrownBy(() -> Reachability.await(NOWHERE, hasty(5).withoutEnd(), Duration.ofMillis(100), lines::add))
                .isInstanceOf(DatabaseException.class);

        assertThat(lines).isNotEmpty().allMatch(line -> line.matches(".*attempt \\d+ failed.*"));
        assertThatThrownBy(() -> Reachability.await(NOWHERE, hasty(5), Duration.ZERO, line -> {}))
                .isInstanceOf(DatabaseException.class)
                .message()
                .doesNotContain("attempts");
    }

    @Test
    void whatTryingAgainWouldNotChangeShouldEndItAtOnce() {
        AdminConnection blank = TestServer.blank();
        List<AdminConnection> wrong = List.of(
                new AdminConnection(blank.jdbcUrl() + "_absent", blank.user(), blank.password()),
                new AdminConnection(blank.jdbcUrl(), "nobody", new Secret("x")),
                new AdminConnection(blank.jdbcUrl() + "?sslmode=require", blank.user(), blank.password()));

        for (AdminConnection each : wrong) {
            assertThatThrownBy(() -> Reachability.await(each, hasty(5), LONG, lines::add))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failed -> assertThat(failed.passes()).isFalse());
        }
        assertThat(lines).isEmpty();
    }

    @RepeatedTest(20)
    void pausesShouldDoubleGiveOrTakeAQuarterUpToTheLongest() {
        ConnectRetry retry = new ConnectRetry(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

        IntStream.rangeClosed(1, 40).forEach(failed -> {
            double expected = Math.min(30_000, 1_000 * Math.pow(2, failed - 1));
            assertThat(retry.pauseAfter(failed).toMillis())
                    .isBetween((long) (expected * 0.75) - 1, Math.min(30_000, (long) (expected * 1.25) + 1));
        });
    }
}
