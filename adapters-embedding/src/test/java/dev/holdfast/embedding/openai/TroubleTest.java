package dev.holdfast.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.embedding.EndpointUnderTest;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderException;
import dev.holdfast.ports.embedding.EmbedderRateLimited;
import dev.holdfast.ports.embedding.EmbedderRefused;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import dev.holdfast.ports.embedding.WrongDimension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint in every kind of trouble: each is told apart, none takes longer than the caller waits, none says too much. */
@Timeout(30)
class TroubleTest {
    private static final EmbeddingModel MODEL = new EmbeddingModel("test-model", 384);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String TEXT = "a text that is nobody's business";

    private final EndpointUnderTest endpoint = EndpointUnderTest.start();
    private final Embedder embedder = new OpenAiEmbedder(
            OpenAiEmbedderTest.settings(
                    endpoint.base(), Optional.of(new Secret("sk-secret")), 64, 4, Duration.ofSeconds(5)),
            MODEL,
            CLOCK);

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void anEndpointThatIsDownShouldBeUnavailable() {
        endpoint.close();

        assertThat(trouble(SHORT)).isInstanceOf(EmbedderUnavailable.class).hasMessageContaining("reached");
    }

    @Test
    void aSlowEndpointShouldBeGivenUpAfterTheCallersPatience() {
        endpoint.inMood(endpoint.slow(Duration.ofMinutes(1)));

        assertThat(trouble(SHORT)).isInstanceOf(EmbedderUnavailable.class).hasMessageContaining("no answer within");
    }

    @Test
    void aTricklingAnswerShouldBeGivenUpAfterTheCallersPatience() {
        endpoint.inMood(endpoint.trickling());

        assertThat(trouble(SHORT)).isInstanceOf(EmbedderUnavailable.class).hasMessageContaining("no answer within");
    }

    @Test
    void aHugeAnswerShouldBeBrokenOff() {
        endpoint.inMood(EndpointUnderTest.endless());

        assertThat(trouble(Duration.ofSeconds(5)))
                .isInstanceOf(EmbedderUnavailable.class)
                .hasMessageContaining("reached");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 383, 385, 1536})
    void anotherDimensionShouldBeSaid(int dimension) {
        endpoint.inMood(EndpointUnderTest.vectors(dimension));

        assertThat(trouble(SHORT))
                .isInstanceOf(WrongDimension.class)
                .hasMessageContaining("384")
                .hasMessageContaining(Integer.toString(dimension));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "3600, 600", "'Sun, 01 Mar 2026 12:00:30 GMT', 30", "'Sun, 01 Mar 2026 11:00:00 GMT', 0"
    })
    void aLimitOfRateShouldSayWhenToComeBack(String header, long seconds) {
        endpoint.inMood(EndpointUnderTest.status(429, "Retry-After", header));

        assertThat(((EmbedderRateLimited) trouble(SHORT)).retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(endpoint.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", ""})
    void aLimitOfRateWithoutAUsableTimeShouldStillBeOne(String header) {
        endpoint.inMood(EndpointUnderTest.status(429, "Retry-After", header));

        assertThat(((EmbedderRateLimited) trouble(SHORT)).retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, true", "413, true", "422, true", "401, false", "403, false", "404, false", "307, false"})
    void aRefusalShouldBeAskedOnceAndTellTextsFromConfiguration(int status, boolean becauseOfTexts) {
        endpoint.inMood(EndpointUnderTest.status(status, "Location", "/v1/elsewhere"));

        assertThat(((EmbedderRefused) trouble(Duration.ofSeconds(5))).becauseOfTexts())
                .isEqualTo(becauseOfTexts);
        assertThat(endpoint.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"data\": []}",
                "{\"data\": {}}",
                "{\"data\": [1]}",
                "{\"data\": [{\"index\": 0}]}",
                "{\"data\": [{\"index\": 5, \"embedding\": [1]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [\"x\"]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [[1]]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": \"%%\"}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1",
            })
    void garbageShouldBeUnavailable(String answer) {
        endpoint.inMood(EndpointUnderTest.text(answer));

        assertThat(trouble(SHORT)).isInstanceOfAny(EmbedderUnavailable.class, WrongDimension.class);
    }

    @Test
    void vectorsThatAreNoneShouldBeUnavailable() {
        endpoint.inMood(
                EndpointUnderTest.text("{\"data\": [{\"index\": 0, \"embedding\": [" + "0, ".repeat(383) + "0]}]}"));

        assertThat(trouble(SHORT)).isInstanceOf(EmbedderUnavailable.class);
    }

    @Test
    void whatFailsOnceShouldBeAskedAgainWhileTheCallerWaits() {
        endpoint.inMood((asked, exchange) -> {
            endpoint.inMood(EndpointUnderTest.vectors(384));
            EndpointUnderTest.answer(exchange, 503, "busy");
        });

        assertThat(embedder.embed(List.of(TEXT), Duration.ofSeconds(20))).hasSize(1);
        assertThat(endpoint.asked()).hasSize(2);
    }

    @Test
    void whatFailsAgainAndAgainShouldBeLeftAlone() {
        endpoint.inMood(EndpointUnderTest.status(500));
        for (int i = 0; i < 6; i++) {
            assertThat(trouble(SHORT)).isInstanceOf(EmbedderUnavailable.class);
        }

        assertThat(trouble(SHORT)).hasMessageContaining("left alone");
        assertThat(endpoint.asked()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500})
    void noTroubleShouldNameTheKeyOrTheText(int status) {
        endpoint.inMood(
                (asked, exchange) -> EndpointUnderTest.answer(exchange, status, asked.body() + asked.authorization()));

        assertThat(trouble(SHORT).getMessage()).doesNotContain("sk-secret").doesNotContain("nobody");
    }

    private EmbedderException trouble(Duration patience) {
        return catchThrowableOfType(EmbedderException.class, () -> embedder.embed(List.of(TEXT), patience));
    }
}
