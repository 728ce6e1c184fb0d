package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A caller who does not give up: what was not answered, or was answered with "try again", is sent again with the same idempotency
 * key until it is. Any other trouble fails the test.
 *
 * @param api the server as it is now
 */
record Persistent(Supplier<Api> api) {
    private static final Set<Integer> TRY_AGAIN = Set.of(409, 503);

    Got put(String idempotencyKey, String path, String body) {
        return send(api -> api.with("Idempotency-Key", idempotencyKey).put(path, body));
    }

    Got send(Function<Api, Got> request) {
        return attempt(request)
                .or(() -> await("an answer")
                        .atMost(Program.PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .pollInSameThread()
                        .until(() -> attempt(request), Optional::isPresent))
                .orElseThrow();
    }

    private Optional<Got> attempt(Function<Api, Got> request) {
        try {
            Got got = request.apply(api.get());
            assertThat(got.status()).as(got.text()).isNotEqualTo(500);
            boolean again =
                    TRY_AGAIN.contains(got.status()) && got.at("/retryable").asBoolean();
            return again ? Optional.empty() : Optional.of(got);
        } catch (UncheckedIOException noAnswer) {
            return Optional.empty();
        }
    }
}
