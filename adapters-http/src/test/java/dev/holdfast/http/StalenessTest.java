package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.TooStale;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.mcp.McpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Callers say how old an answer may be and are told how old it is; what changes anything is never decided by what is old. */
@TestInstance(Lifecycle.PER_CLASS)
final class StalenessTest {
    private static final String WISH = "Holdfast-Max-Staleness";
    private static final String TOLD = "Holdfast-Staleness";
    private static final String AT = memory("n", "k");

    private final TroubledStorage storage = new TroubledStorage();
    private final HttpUnderTest server = HttpUnderTest.over(storage);

    @AfterEach
    void peace() {
        storage.peace();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Api admin() {
        Api admin = server.admin();
        admin.put(AT, "{\"content\":\"walrus\"}").expect(201);
        storage.copied(Duration.ofMillis(1_500));
        return admin;
    }

    @Test
    void everyAnswerFromACopyShouldSayHowOldItIsInWholeSeconds() {
        Api admin = admin();

        for (Got got : List.of(
                admin.get(AT).expect(200),
                admin.with("If-None-Match", "\"1\"").get(AT).expect(304),
                admin.get(memory("n", "absent")).expect(404),
                admin.get("/v1/memories").expect(200),
                admin.with(WISH, "60").get(AT).expect(200),
                admin.post("/v1/memories/search", "{\"query\":\"walrus\"}").expect(200),
                admin.post("/v1/recall", "{\"query\":\"walrus\"}").expect(200))) {
            assertThat(told(got)).as(got.text()).isBetween(2, 10);
        }
    }

    private static int told(Got got) {
        return Integer.parseInt(got.header(TOLD).orElse("0"));
    }

    /** What is exactly so old when it is read is older when it is written, however soon that is. */
    @Test
    void anAnswerShouldBeAsOldAsItIsWhenItIsWritten() {
        Api admin = admin();
        storage.copied(Duration.ofSeconds(2));

        assertThat(told(admin.get(AT).expect(200))).isBetween(3, 10);
        for (McpClient client : List.of(McpClient.withHandshake(admin), McpClient.stateless(admin))) {
            assertThat(client.tool("get_memory", Map.of("namespace", "n", "key", "k"))
                            .at("/_meta/dev.holdfast~1staleness_seconds")
                            .asInt())
                    .isBetween(3, 10);
        }
    }

    @Test
    void anAnswerOfTheNewestShouldSayNothing() {
        Api admin = admin();
        assertThat(admin.with(WISH, "0").get(AT).expect(200).header(TOLD)).isEmpty();

        storage.peace();
        assertThat(admin.with(WISH, "60").get(AT).expect(200).header(TOLD)).isEmpty();
    }

    @Test
    void nothingThatChangesAnythingShouldBeDecidedByACopy() {
        Api tolerant = admin().with(WISH, "60");

        assertThat(Stream.of(
                        tolerant.put(AT, "{\"content\":\"y\"}").expect(200),
                        tolerant.put(memory("n", "other"), "{\"content\":\"y\"}")
                                .expect(201),
                        tolerant.delete(AT).expect(204)))
                .allSatisfy(got -> assertThat(got.header(TOLD)).isEmpty());
    }

    @Test
    void agentsShouldBeToldInTheResult() {
        for (McpClient client : List.of(McpClient.withHandshake(admin()), McpClient.stateless(admin()))) {
            Got read = client.send(
                    "tools/call", Map.of("name", "get_memory", "arguments", Map.of("namespace", "n", "key", "k")));
            assertThat(read.at("/result/_meta/dev.holdfast~1staleness_seconds").asInt())
                    .isBetween(2, 10);
            assertThat(told(read)).isBetween(2, 10);

            Got written = client.send(
                    "tools/call",
                    Map.of("name", "remember", "arguments", Map.of("namespace", "n", "key", "k", "content", "new")));
            assertThat(written.text()).doesNotContain("staleness");
            assertThat(written.header(TOLD)).isEmpty();
        }
    }

    /** An error over MCP is an answer, too, and by a copy it may be wrong by now. */
    @Test
    void agentsShouldBeToldInTheErrorWhereOthersAreInTheHeader() {
        Api admin = admin();
        Map<String, Object> absent = Map.of("uri", "memory://n/absent");
        Map<String, Object> unknown = Map.of("name", "no_such_tool");
        for (McpClient client : List.of(McpClient.withHandshake(admin), McpClient.stateless(admin))) {
            Got missed = client.send("resources/read", absent);
            assertThat(inError(missed)).as(missed.text()).isBetween(2, 10);
            assertThat(missed.at("/error/data/uri").asString()).isEqualTo("memory://n/absent");
        }

        storage.peace();
        for (McpClient client : List.of(McpClient.withHandshake(admin), McpClient.stateless(admin))) {
            assertThat(client.send("resources/read", absent).text()).doesNotContain("staleness");
            assertThat(client.send("tools/call", unknown).at("/error").has("data"))
                    .isFalse();
        }

        // Whoever calls is known from a copy: it may be that nobody of that key is let in any more.
        storage.keysCopied(Duration.ofMillis(1_500));
        Api fresh = server.admin();
        assertThat(inError(McpClient.withHandshake(fresh).send("tools/call", unknown)))
                .isBetween(2, 10);
        assertThat(inError(McpClient.withHandshake(fresh).send("no/such/method", Map.of())))
                .isBetween(2, 10);
        for (Got malformed : List.of(
                fresh.post("/mcp", "{"),
                fresh.with("MCP-Protocol-Version", "2026-07-28")
                        .post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))) {
            assertThat(malformed.expect(400).at("/error/code").asInt()).isNegative();
            assertThat(inError(malformed)).as(malformed.text()).isBetween(2, 10);
        }
        Got batch = fresh.post("/mcp", "[{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}]");
        assertThat(batch.expect(200).at("/0/error/data/staleness_seconds").asInt())
                .isBetween(2, 10);
    }

    /** By what the header says, too. */
    private static int inError(Got got) {
        int inError = got.at("/error/data/staleness_seconds").asInt();
        assertThat(told(got)).isBetween(inError, inError + 5);
        return inError;
    }

    /** A copy may have missed that a key was revoked: what it says is for this one read. */
    @Test
    void whatACopySaysOfAKeyShouldBeGoodForNothingButReading() {
        admin();
        Api fresh = server.admin();
        storage.keysCopied(Duration.ofMillis(1_500));

        assertThat(told(fresh.get("/v1/memories").expect(200))).isBetween(2, 10);
        for (McpClient client : List.of(McpClient.withHandshake(fresh), McpClient.stateless(fresh))) {
            assertThat(client.send(
                                    "tools/call",
                                    Map.of(
                                            "name",
                                            "remember",
                                            "arguments",
                                            Map.of("namespace", "n", "key", "late", "content", "lost")))
                            .text())
                    .contains("unavailable");
        }

        storage.keyTrouble(() -> {
            throw new TooStale(new IllegalStateException("the key is asked for again"));
        });
        fresh.get("/v1/memories").expect(503, "too_stale");
    }

    @Test
    void anAgeShouldNeverBeRoundedDown() {
        Api admin = admin();
        storage.copied(Duration.ofSeconds(2).plusNanos(1));

        assertThat(told(admin.get(AT).expect(200))).isBetween(3, 10);
    }

    @Test
    void whatIsOlderThanAllowedShouldBeRefusedAsThat() {
        Api admin = admin();
        storage.trouble(() -> {
            throw new TooStale(new IllegalStateException("the primary is gone"));
        });

        Got refused = admin.with(WISH, "1").get(AT).expect(503, "too_stale");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.at("/retryable").asBoolean()).isTrue();
    }

    @Test
    void anAgeThatIsNoneShouldBeRefused() {
        Api admin = admin();
        for (String age : List.of("-1", "1.5", "soon", "86401", "99999999999999999999", "1, 2", "1s")) {
            Got refused = admin.with(WISH, age).get(AT).expect(400, "malformed_request");
            assertThat(refused.at("/errors/0/header").asString()).isEqualTo(WISH);
        }
        admin.with(WISH, "86400").get(AT).expect(200);
    }
}
