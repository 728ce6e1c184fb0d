package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.embedding.EndpointUnderTest;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * A server whose embedder, another server, is in trouble: it takes writes as ever, answers by words and says so, and when the trouble is
 * over gives every text its vector without anybody's help.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class EmbedderDrillTest {
    private static final String MODEL = "drill";
    private static final int DIMENSION = 384;

    /** A breaker that is open looks again after five seconds, a text that waits after a minute at most. */
    private static final Duration HEALED = Duration.ofSeconds(90);

    /** The embedder's patience with a question, and what a busy machine adds. */
    private static final Duration ANSWERED = Duration.ofSeconds(3);

    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    private EndpointUnderTest embedder;
    private Api api;
    private int written;

    @BeforeAll
    void start() {
        embedder = EndpointUnderTest.start();
        Home home = NODES.home()
                .with("HOLDFAST_EMBEDDER", "openai")
                .with("HOLDFAST_EMBEDDER_URL", embedder.base().toString())
                .with("HOLDFAST_EMBEDDER_MODEL", MODEL + "=" + DIMENSION)
                .with("HOLDFAST_EMBEDDER_TIMEOUT", "1s")
                .with("HOLDFAST_EMBEDDER_QUESTION_TIMEOUT", "300ms")
                .with("HOLDFAST_EMBEDDER_INTERVAL", "100ms");
        api = NODES.serve(home).first();
        heals();
    }

    @AfterAll
    void stop() {
        embedder.close();
    }

    @Test
    void anEmbedderThatIsDownShouldCostNoWriteAndNoAnswer() {
        int port = embedder.port();
        embedder.close();

        goesOnWithoutVectors("down");

        embedder = EndpointUnderTest.startOn(port);
        heals();
    }

    @Test
    void anEmbedderThatIsSlowShouldKeepNobodyWaiting() {
        embedder.inMood(embedder.slow(Duration.ofSeconds(20)));
        goesOnWithoutVectors("slow");
        embedder.inMood(EndpointUnderTest.vectors(DIMENSION));
        heals();
    }

    @Test
    void vectorsOfAnotherDimensionShouldNeverBeKept() {
        embedder.inMood(EndpointUnderTest.vectors(5));
        goesOnWithoutVectors("dimension");
        embedder.inMood(EndpointUnderTest.vectors(DIMENSION));
        heals();
    }

    @Test
    void anEmbedderThatLimitsItsRateShouldBeAskedAgainWhenItSays() {
        embedder.inMood(EndpointUnderTest.status(429, "Retry-After", "3"));
        goesOnWithoutVectors("limited");
        long limited = System.nanoTime();
        embedder.inMood(EndpointUnderTest.vectors(DIMENSION));
        heals();
        assertThat(Duration.ofNanos(System.nanoTime() - limited)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(figure("holdfast_embedder_failures_total{kind=\"rate_limited\"}"))
                .isPositive();
    }

    @Test
    void anEmbedderThatFailsOrTalksNonsenseShouldBeSurvived() {
        for (EndpointUnderTest.Mood mood : List.of(
                EndpointUnderTest.status(500), EndpointUnderTest.text("<html>"), EndpointUnderTest.status(401))) {
            embedder.inMood(mood);
            goesOnWithoutVectors("nonsense");
        }
        embedder.inMood(EndpointUnderTest.vectors(DIMENSION));
        heals();
    }

    /** Writes and asks, with the embedder as it is. */
    private void goesOnWithoutVectors(String word) {
        await("says so")
                .atMost(HEALED)
                .untilAsserted(
                        () -> assertThat(ask("anything at all").at("/embedding").asString())
                                .isEqualTo("unavailable"));
        String key = word + written++;
        double postponed = figure("holdfast_embedding_postponed");
        api.put(memory("drill", key), "{\"content\":\"the quokka of drill " + key + " sleeps\"}")
                .expect(201);
        api.put("/v1/collections/drill", "{}");
        api.put(
                        "/v1/collections/drill/documents/" + key,
                        "{\"chunks\":[{\"text\":\"the wombat of " + key + " digs\"}]}")
                .expect(201);
        long start = System.nanoTime();
        Got answer = ask("quokka drill " + key);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWERED);
        assertThat(answer.at("/embedding").asString()).isEqualTo("unavailable");
        assertThat(answer.at("/items/0/key").asString()).isEqualTo(key);
        await("the background has tried, too")
                .atMost(HEALED)
                .untilAsserted(
                        () -> assertThat(figure("holdfast_embedding_postponed")).isGreaterThan(postponed));
        assertThat(model(MODEL, "pending").asLong()).isPositive();
        assertThat(model(MODEL, "failed").asLong()).isZero();
    }

    /** As the server counts it. */
    private double figure(String name) {
        return api.get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Every text gets its vector, and questions theirs. */
    private void heals() {
        await("questions have vectors")
                .atMost(HEALED)
                .untilAsserted(
                        () -> assertThat(ask("anything at all").at("/embedding").asString())
                                .isEqualTo("used"));
        await("texts have vectors").atMost(HEALED).untilAsserted(() -> {
            assertThat(model(MODEL, "pending").asLong()).isZero();
            assertThat(model(MODEL, "failed").asLong()).isZero();
            assertThat(model(MODEL, "ready").asLong()).isEqualTo(written * 2L);
        });
    }

    private JsonNode model(String name, String figure) {
        return api.get("/v1/embeddings")
                .expect(200)
                .at("/items")
                .valueStream()
                .filter(model -> model.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/" + figure);
    }

    private Got ask(String question) {
        return api.post("/v1/recall", "{\"query\":\"" + question + "\"}").expect(200);
    }
}
