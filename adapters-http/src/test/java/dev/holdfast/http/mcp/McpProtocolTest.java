package dev.holdfast.http.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import dev.holdfast.http.RawConnection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the revisions of the protocol want, each rule by itself. */
final class McpProtocolTest extends OnMemory {
    private Api admin() {
        return server().admin();
    }

    private static String rpc(String method, Map<String, Object> params) {
        return Api.json(Map.of("jsonrpc", "2.0", "id", "a", "method", method, "params", params));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void aHandshakeShouldAgreeOnTheRevisionThatIsAskedFor(String version) {
        Got got = admin().post(
                        "/mcp",
                        rpc(
                                "initialize",
                                Map.of(
                                        "protocolVersion",
                                        version,
                                        "capabilities",
                                        Map.of(),
                                        "clientInfo",
                                        Map.of("name", "t", "version", "1"))))
                .expect(200);

        assertThat(got.at("/result/protocolVersion").asString()).isEqualTo(version);
        assertThat(got.at("/result/capabilities").has("tools")).isTrue();
        assertThat(got.header("Mcp-Session-Id").orElseThrow()).matches("[!-~]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-01-01", "2026-07-28"})
    void aHandshakeForAnyOtherRevisionShouldBeAnsweredWithTheLatestThatHasOne(String version) {
        Got got = admin().post("/mcp", rpc("initialize", Map.of("protocolVersion", version)));

        assertThat(got.at("/result/protocolVersion").asString()).isEqualTo("2025-11-25");
    }

    @Test
    void aSessionShouldOpenNoDoorAndItsAbsenceCloseNone() {
        TenantId tenant = server().tenant();
        Api one = server().api().as(server().key(tenant, Role.ADMIN));
        String session = one.post("/mcp", rpc("initialize", Map.of("protocolVersion", "2025-11-25")))
                .header("Mcp-Session-Id")
                .orElseThrow();

        server().api()
                .with("Mcp-Session-Id", session)
                .post("/mcp", rpc("ping", Map.of()))
                .expect(401, "not_authenticated");
        one.with("Mcp-Session-Id", "forged").post("/mcp", rpc("ping", Map.of())).expect(200);
        one.post("/mcp", rpc("tools/list", Map.of())).expect(200);
    }

    @Test
    void anUnknownCallerShouldBeToldHowToAuthenticateBeforeItsMessageIsRead() {
        Got got = server().api().post("/mcp", "{ not json").expect(401, "not_authenticated");

        assertThat(got.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
    }

    @Test
    void pagesOfOtherSitesAndOtherHostNamesShouldBeRefused() {
        admin().with("Origin", "https://evil.example")
                .post("/mcp", rpc("ping", Map.of()))
                .expect(403, "origin_not_allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | -32700",
                "[] | -32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"} | -32700",
            })
    void whatIsNoMessageShouldBeRefused(String body, int code) {
        Got got = admin().post("/mcp", body).expect(400);

        assertThat(got.at("/error/code").asInt()).isEqualTo(code);
        assertThat(got.json().has("id")).isFalse();
        assertThat(got.text()).doesNotContain("Exception", "at dev.");
    }

    @Test
    void tooDeepAndTooManyValuesShouldBeRefused() {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":" + "{\"a\":".repeat(100) + "1"
                + "}".repeat(100) + "}";
        String many = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":[" + "{},".repeat(20_000)
                + "{}]}}";

        assertThat(admin().post("/mcp", deep).expect(400).at("/error/code").asInt())
                .isEqualTo(-32_700);
        assertThat(admin().post("/mcp", many).expect(400).at("/error/code").asInt())
                .isEqualTo(-32_700);
        String key = server().key(server().tenant(), Role.ADMIN);
        RawConnection.ask(
                        server().port(),
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + (1024 * 1024 + 1)
                                + "\r\n\r\n")
                .expectProblem(413, "body_too_large");
    }

    @Test
    void aNotificationShouldBeTakenWithoutAnAnswer() {
        assertThat(admin().post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .expect(202)
                        .text())
                .isEmpty();
        admin().post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":\"unasked\",\"result\":{}}")
                .expect(202);
    }

    @Test
    void aBatchShouldBeAnsweredOnlyWhereTheRevisionHasThem() {
        String batch = "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"method\":\"x\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}]";

        Got got = admin().with("MCP-Protocol-Version", "2025-03-26").post("/mcp", batch);
        assertThat(got.json()).hasSize(2);
        assertThat(got.at("/1/id").asInt()).isEqualTo(2);
        admin().with("MCP-Protocol-Version", "2025-06-18").post("/mcp", batch).expect(400);
    }

    @Test
    void thereShouldBeNoStreamOfTheServersOwn() {
        admin().get("/mcp").expect(405, "method_not_allowed");
        admin().delete("/mcp").expect(405, "method_not_allowed");
    }

    @Test
    void anUnknownMethodShouldBeAnErrorInEveryRevision() {
        Got with = McpClient.withHandshake(admin()).send("no/such", Map.of()).expect(200);
        Got without = McpClient.stateless(admin()).send("no/such", Map.of()).expect(404);

        assertThat(with.at("/error/code").asInt()).isEqualTo(-32_601);
        assertThat(without.at("/error/code").asInt()).isEqualTo(-32_601);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "subscriptions/listen"})
    void whatThatRevisionDoesNotHaveShouldBeUnknown(String method) {
        assertThat(McpClient.stateless(admin())
                        .send(method, Map.of())
                        .expect(404)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32_601);
    }

    @Test
    void everyResultWithoutAHandshakeShouldSayWhatItIsAndHowLongItStaysGood() {
        McpClient client = McpClient.stateless(admin());

        for (String method : new String[] {"server/discover", "tools/list", "prompts/list", "resources/list"}) {
            Got got = client.send(method, Map.of()).expect(200);
            assertThat(got.at("/result/resultType").asString()).isEqualTo("complete");
            assertThat(got.at("/result/_meta/io.modelcontextprotocol~1serverInfo/name")
                            .asString())
                    .isEqualTo("holdfast");
            assertThat(got.at("/result/ttlMs").isIntegralNumber()).isTrue();
            assertThat(got.at("/result/cacheScope").asString())
                    .isEqualTo(method.equals("resources/list") ? "private" : "public");
        }
    }

    @Test
    void discoveryShouldNameEveryRevision() {
        assertThat(McpClient.stateless(admin())
                        .result("server/discover", Map.of())
                        .at("/supportedVersions"))
                .hasSize(ProtocolVersion.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities"})
    void aRequestWithoutWhatItMustSayShouldBeRefused(String left) {
        Map<String, Object> meta = new HashMap<>(McpClient.meta());
        meta.remove(left);

        Got got = stateless(admin(), "tools/list")
                .post("/mcp", rpc("tools/list", Map.of("_meta", meta)))
                .expect(400);

        assertThat(got.at("/error/code").asInt()).isEqualTo(-32_602);
        assertThat(got.at("/id").asString()).isEqualTo("a");
    }

    @Test
    void headersShouldSayTheSameAsTheBody() {
        Map<String, Object> params =
                Map.of("name", "recall", "arguments", Map.of("query", "x"), "_meta", McpClient.meta());
        Api right = stateless(admin(), "tools/call");

        right.with("Mcp-Name", "recall").post("/mcp", rpc("tools/call", params)).expect(200);
        right.with("Mcp-Name", "=?base64?cmVjYWxs?=")
                .post("/mcp", rpc("tools/call", params))
                .expect(200);
        mismatch(right.post("/mcp", rpc("tools/call", params)));
        mismatch(right.with("Mcp-Name", "forget").post("/mcp", rpc("tools/call", params)));
        mismatch(right.with("Mcp-Name", "=?base64?!?=").post("/mcp", rpc("tools/call", params)));
        mismatch(stateless(admin(), "tools/list").with("Mcp-Name", "recall").post("/mcp", rpc("tools/call", params)));
        mismatch(admin().with("Mcp-Method", "tools/list")
                .post("/mcp", rpc("tools/list", Map.of("_meta", McpClient.meta()))));
        mismatch(admin().with("MCP-Protocol-Version", "2025-11-25")
                .with("Mcp-Method", "tools/list")
                .post("/mcp", rpc("tools/list", Map.of("_meta", McpClient.meta()))));
    }

    @Test
    void anUnknownRevisionShouldBeAnsweredWithTheKnownOnes() {
        Map<String, Object> meta = new HashMap<>(McpClient.meta());
        meta.put("io.modelcontextprotocol/protocolVersion", "2099-01-01");
        Got got = admin().with("MCP-Protocol-Version", "2099-01-01")
                .with("Mcp-Method", "tools/list")
                .post("/mcp", rpc("tools/list", Map.of("_meta", meta)))
                .expect(400);

        assertThat(got.at("/error/code").asInt()).isEqualTo(-32_022);
        assertThat(got.at("/error/data/requested").asString()).isEqualTo("2099-01-01");
        assertThat(got.at("/error/data/supported/0").asString()).isEqualTo("2026-07-28");
        assertThat(admin().with("MCP-Protocol-Version", "2099-01-01")
                        .post("/mcp", rpc("tools/list", Map.of()))
                        .expect(400)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32_022);
    }

    @Test
    void aResourceThatIsNotThereShouldBeAnErrorOfItsRevision() {
        Map<String, Object> absent = Map.of("uri", "memory://n/absent");

        assertThat(McpClient.withHandshake(admin())
                        .send("resources/read", absent)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32_002);
        assertThat(McpClient.stateless(admin())
                        .send("resources/read", absent)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32_602);
    }

    private static Api stateless(Api api, String method) {
        return api.with("MCP-Protocol-Version", McpClient.STATELESS).with("Mcp-Method", method);
    }

    private static void mismatch(Got got) {
        got.expect(400);
        assertThat(got.at("/error/code").asInt()).as(got.text()).isEqualTo(-32_020);
    }
}
