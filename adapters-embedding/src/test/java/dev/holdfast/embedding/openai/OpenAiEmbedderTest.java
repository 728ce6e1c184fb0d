package dev.holdfast.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.embedding.EndpointUnderTest;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderContract;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiEmbedderTest implements EmbedderContract {
    private static final EmbeddingModel MODEL = new EmbeddingModel("test/model-1", 384);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final EndpointUnderTest endpoint = EndpointUnderTest.start();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Override
    public Embedder embedder() {
        return with(64, 4, Duration.ofSeconds(10));
    }

    @Test
    void theRequestShouldNameModelTextsAndKey() {
        embedder().embed(List.of("green tea", "\"x\""), PATIENCE);

        assertThat(endpoint.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.model()).isEqualTo("test/model-1");
            assertThat(asked.texts()).containsExactly("green tea", "\"x\"");
            assertThat(asked.authorization()).containsExactly("Bearer sk-test");
            assertThat(asked.body()).contains("\"encoding_format\":\"float\"");
        });
    }

    @Test
    void withoutAKeyNoneShouldBeSent() {
        new OpenAiEmbedder(settings(endpoint.base(), Optional.empty(), 64, 4, Duration.ofSeconds(10)), MODEL, CLOCK)
                .embed(List.of("tea"), PATIENCE);

        assertThat(endpoint.asked().get(0).authorization()).isEmpty();
    }

    @Test
    void noRequestShouldHaveMoreTextsThanABatch() {
        List<String> texts = IntStream.range(0, 25).mapToObj(i -> "text " + i).toList();

        with(10, 4, Duration.ofSeconds(10)).embed(texts, PATIENCE);

        assertThat(endpoint.asked()).extracting(asked -> asked.texts().size()).containsExactly(10, 10, 5);
    }

    @Test
    void aLongTextShouldBeCutBetweenCharacters() {
        embedder().embed(List.of("x".repeat(7_999) + "😀".repeat(10)), PATIENCE);

        assertThat(endpoint.asked().get(0).texts().get(0)).isEqualTo("x".repeat(7_999));
    }

    @Test
    void vectorsShouldFollowTheirIndexAndNotTheirPlace() {
        endpoint.inMood(EndpointUnderTest.text(
                "{\"data\": [{\"index\": 1, \"embedding\": [0, 2]}, {\"index\": 0, \"embedding\": [1, 0]}]}"));

        assertThat(ofTwo().embed(List.of("a", "b"), PATIENCE)).containsExactly(Vector.of(1, 0), Vector.of(0, 2));
    }

    @Test
    void vectorsInBase64ShouldBeRead() {
        // 1.0 and -2.0 as little-endian floats.
        endpoint.inMood(EndpointUnderTest.text("{\"data\": [{\"index\": 0, \"embedding\": \"AACAPwAAAMA=\"}]}"));

        assertThat(ofTwo().embed(List.of("a"), PATIENCE)).containsExactly(Vector.of(1, -2));
    }

    @Test
    void thereShouldNeverBeMoreRequestsThanAllowedAtOnce() throws InterruptedException {
        endpoint.inMood(endpoint.slow(Duration.ofMillis(30)));
        Embedder embedder = with(64, 2, Duration.ofSeconds(10));

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.invokeAll(Collections.nCopies(10, () -> embedder.embed(List.of("tea"), PATIENCE)));
        }

        assertThat(endpoint.asked()).hasSize(10);
        assertThat(endpoint.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void aCallerShouldNotWaitForAPlaceLongerThanItWants() {
        endpoint.inMood(endpoint.slow(Duration.ofMinutes(1)));
        Embedder embedder = with(64, 1, Duration.ofSeconds(30));
        Thread first = Thread.startVirtualThread(() -> {
            try {
                embedder.embed(List.of("tea"), PATIENCE);
            } catch (EmbedderUnavailable closed) {
                assertThat(closed).hasMessageNotContaining("tea");
            }
        });
        await().until(() -> endpoint.asked().size() == 1);

        assertThatThrownBy(() -> embedder.embed(List.of("milk"), Duration.ofMillis(100)))
                .isInstanceOf(EmbedderUnavailable.class)
                .hasMessageContaining("at once");
        endpoint.close();
        assertThat(first).isNotNull();
    }

    private Embedder ofTwo() {
        return new OpenAiEmbedder(
                settings(endpoint.base(), Optional.empty(), 64, 4, Duration.ofSeconds(10)),
                new EmbeddingModel("two", 2),
                CLOCK);
    }

    private Embedder with(int batchSize, int concurrency, Duration timeout) {
        return new OpenAiEmbedder(
                settings(endpoint.base(), Optional.of(new Secret("sk-test")), batchSize, concurrency, timeout),
                MODEL,
                CLOCK);
    }

    static OpenAiSettings settings(URI base, Optional<Secret> key, int batchSize, int concurrency, Duration timeout) {
        return new OpenAiSettings(base, key, batchSize, concurrency, timeout, 8_000);
    }
}
