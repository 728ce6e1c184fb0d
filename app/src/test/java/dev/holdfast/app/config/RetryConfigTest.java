package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.support.ConnectRetry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a start tries. */
class RetryConfigTest {
    /** Else it would give up before its time, and who set the time would wonder. Pauses are a matter of chance. */
    @Test
    void theAttemptsOfAStartInProductionShouldLastAsLongAsItsTime() {
        DatabaseConfig database =
                TestConfiguration.of("HOLDFAST_PROFILE", "production").config().database();
        RetryConfig retry = database.connectRetry();
        ConnectRetry pauses = new ConnectRetry(retry.attempts(), retry.firstDelay(), retry.longestDelay());

        for (int start = 0; start < 50; start++) {
            assertThat(IntStream.range(1, retry.attempts())
                            .mapToObj(pauses::pauseAfter)
                            .reduce(Duration.ZERO, Duration::plus))
                    .isGreaterThanOrEqualTo(database.startupTimeout());
        }
    }
}
