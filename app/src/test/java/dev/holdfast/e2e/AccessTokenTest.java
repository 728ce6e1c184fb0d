package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.app.oauth.Issuer;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that takes access tokens of an issuer beside its own keys, over REST and MCP. */
class AccessTokenTest {
    private static final String METADATA = "http://127.0.0.1:7070/.well-known/oauth-protected-resource/mcp";

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private final Issuer issuer = new Issuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Node serve() {
        return NODES.serve(NODES.home()
                .with("HOLDFAST_AUTH_ISSUER", issuer.uri().toString())
                .with("HOLDFAST_AUTH_AUDIENCE", Issuer.AUDIENCE));
    }

    private Api with(Node node, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return node.as(issuer.token(claims));
    }

    private static Got tool(Api api, String name, Map<String, Object> arguments) {
        return api.with("MCP-Protocol-Version", "2025-11-25")
                .post(
                        "/mcp",
                        Api.json(Map.of(
                                "jsonrpc",
                                "2.0",
                                "id",
                                1,
                                "method",
                                "tools/call",
                                "params",
                                Map.of("name", name, "arguments", arguments))));
    }

    @Test
    void aTokenShouldDoWhatItsScopesAllowOverRestAndMcpAndNothingElse() {
        Node node = serve();
        Api alice = with(node, UnaryOperator.identity());

        alice.put(memory("n", "k"), "{\"content\":\"harbour\"}").expect(201);
        assertThat(alice.get("/v1/whoami").expect(200).at("/principal").asString())
                .isEqualTo("token/alice");
        assertThat(tool(alice, "get_memory", Map.of("namespace", "n", "key", "k"))
                        .expect(200)
                        .at("/result/structuredContent/content")
                        .asString())
                .isEqualTo("harbour");
        assertThat(node.first()
                        .get("/v1/audit?action=memory.set")
                        .expect(200)
                        .at("/items/0/principal")
                        .asString())
                .isEqualTo("token/alice");

        Api reader = with(node, claims -> claims.claim("scope", "memory:read"));
        Got refused = reader.put(memory("n", "k"), "{\"content\":\"gone\"}").expect(403, "not_permitted");
        assertThat(refused.header("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"memory:write\"", METADATA);
        Got over = tool(reader, "forget", Map.of("namespace", "n", "key", "k")).expect(403);
        assertThat(over.at("/error/data/code").asString()).isEqualTo("not_permitted");
        assertThat(over.header("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"memory:write\"");
        reader.get("/v1/audit").expect(403, "not_permitted");
        alice.get(memory("n", "k")).expect(200);
    }

    @Test
    void whoHasNoGoodTokenShouldLearnWhereToGetOne() {
        Node node = serve();
        Got unknown = node.api().post("/mcp", "{}").expect(401, "not_authenticated");

        assertThat(unknown.header("WWW-Authenticate").orElseThrow())
                .isEqualTo("Bearer realm=\"holdfast\", resource_metadata=\"" + METADATA + "\"");
        for (String path :
                new String[] {"/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"}) {
            Got metadata = node.api().get(path).expect(200);
            assertThat(metadata.at("/resource").asString()).isEqualTo(Issuer.AUDIENCE);
            assertThat(metadata.at("/authorization_servers/0").asString())
                    .isEqualTo(issuer.uri().toString());
            assertThat(metadata.at("/scopes_supported").toString()).contains("memory:read", "keys:manage");
        }
        with(node, claims -> claims.audience("https://other.example"))
                .get("/v1/whoami")
                .expect(401, "not_authenticated");
        with(node, claims -> claims.issuer("https://evil.example"))
                .post("/mcp", "{}")
                .expect(401, "not_authenticated");
        node.first().get("/v1/whoami").expect(200);
    }

    @Test
    void anIssuerThatIsAwayShouldBeToldFromABadTokenAndNotTouchKeys() {
        String token = issuer.token(UnaryOperator.identity());
        issuer.close();
        Node node = serve();

        Got away = node.as(token).get("/v1/whoami").expect(503, "unavailable");
        assertThat(away.header("Retry-After")).isPresent();
        node.as("rubbish").get("/v1/whoami").expect(401, "not_authenticated");
        node.first().get("/v1/whoami").expect(200);
    }
}
