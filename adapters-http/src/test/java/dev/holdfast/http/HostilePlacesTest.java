package dev.holdfast.http;

import static dev.holdfast.http.Api.encode;
import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.RawConnection.Answer;
import dev.holdfast.http.support.Method;
import dev.holdfast.http.support.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every place a caller can put a text, and every text that could do harm there: taken as it is, or refused. */
final class HostilePlacesTest extends OnMemory {
    /** Encodings that two decoders could read differently. */
    private static final List<String> BROKEN = List.of(
            "%",
            "%2",
            "%zz",
            "%u0041",
            "%C0%AF",
            "%C0%80",
            "%E0%80%AF",
            "%ED%A0%80",
            "%ED%BF%BF",
            "%F5%80%80%80",
            "%FF",
            "%80",
            "a%E2%82",
            "%F4%90%80%80");

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(HostileTexts.ALL);
        texts.addAll(List.of(
                "../..",
                "...",
                "%2F",
                "%2e%2e",
                "%00",
                "a;b=c",
                "a?b#c",
                "a&b=c",
                "a+b",
                "users/1",
                "users/10",
                "__",
                "%%",
                "**",
                "' OR '1'='1",
                "\r\nX-Injected: yes",
                "\uD83D\uDE80",
                "x".repeat(128)));
        return texts;
    }

    @TestFactory
    Stream<DynamicTest> everyTextShouldBeAKey() {
        Api admin = server().admin();
        return texts().stream()
                .map(text -> DynamicTest.dynamicTest(label(text), () -> {
                    String path = memory("n", text);
                    admin.put(path, json(Map.of("content", text))).expect(201);
                    Got read = admin.get(path).expect(200);

                    assertThat(read.at("/key").asString()).isEqualTo(text);
                    assertThat(read.headers().map()).doesNotContainKey("x-injected");
                    admin.get(path + "/revisions").expect(200);
                    admin.delete(path).expect(204);
                    admin.get(path).expect(404);
                    admin.post(path + "/restore").expect(200);
                }));
    }

    @Test
    void aKeyThatClientsTakeForADirectoryShouldBeRefused() {
        for (String text : List.of(".", "..")) {
            Got refused = server().admin()
                    .put(memory("n", text), "{\"content\":\"x\"}")
                    .expect(422, "invalid_input");
            assertThat(refused.at("/errors/0/parameter").asString()).isEqualTo("key");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTextShouldBeANamespaceOrARefusedOne() {
        Api admin = server().admin();
        return texts().stream()
                .map(text -> DynamicTest.dynamicTest(label(text), () -> {
                    Got written = admin.put(memory(text, "k"), "{\"content\":\"x\"}");
                    if (written.status() == 201) {
                        assertThat(written.at("/namespace").asString()).isEqualTo(text);
                        assertThat(admin.get("/v1/memories?namespace=" + encode(text))
                                        .expect(200)
                                        .at("/items"))
                                .extracting(item -> item.at("/namespace").asString())
                                .containsExactly(text);
                    } else {
                        written.expect(422, "invalid_input");
                        assertThat(written.at("/errors/0/parameter").asString()).isEqualTo("namespace");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyTextShouldBeTakenOrRefusedInEveryParameter() {
        return server().endpoints().stream()
                .filter(endpoint -> endpoint.method() == Method.GET)
                .flatMap(endpoint -> endpoint.query().stream()
                        .map(parameter -> DynamicTest.dynamicTest(
                                endpoint.name() + " " + parameter.name(),
                                () -> tryAll(endpoint.path().text(), parameter))));
    }

    private void tryAll(String template, QueryParameter parameter) {
        Api admin = server().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        admin.put("/v1/collections/c", "{}").expect(201);
        admin.put("/v1/collections/c/documents/d", "{\"chunks\":[{\"text\":\"x\"}]}")
                .expect(201);
        String path = template.replace("{namespace}", "n")
                        .replace("{key}", "k")
                        .replace("{collection}", "c")
                        .replace("{document}", "d")
                + "?" + parameter.name() + "=";
        for (String text : texts()) {
            assertThat(admin.get(path + encode(text)).status()).as(label(text)).isIn(200, 400, 422);
        }
        for (String nothing : List.of("", "%00", "a%00b")) {
            assertThat(admin.get(path + nothing).status()).as(nothing).isIn(200, 400, 422);
        }
    }

    @TestFactory
    Stream<DynamicTest> aBrokenEncodingShouldBeRefusedInEveryPath() {
        String key = server().key(server().tenant(), Role.ADMIN);
        return BROKEN.stream()
                .map(broken -> DynamicTest.dynamicTest(broken, () -> {
                    for (String path : List.of(
                            "/" + broken,
                            "/v1/memories/" + broken + "/k",
                            "/v1/memories/n/" + broken,
                            "/v1/memories/n/" + broken + "/revisions",
                            "/v1/admin/keys/" + broken,
                            "/v1/memories?namespace=" + broken,
                            "/v1/memories?" + broken + "=x",
                            "/v1/audit?subject=" + broken)) {
                        Answer answer = RawConnection.ask(
                                server().port(),
                                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                        + "\r\n\r\n");
                        assertThat(answer.status()).as(path + ": " + answer).isEqualTo(400);
                        assertThat(answer.head()).contains("application/problem+json");
                    }
                }));
    }

    @Test
    void aNamespaceShouldMatchByWholeSegments() {
        Api admin = server().admin();
        for (String namespace :
                List.of("users/1", "users/10", "users/1/x", "users/1x", "users", "use_s/1", "users/%")) {
            admin.put(memory(namespace, "k"), "{\"content\":\"x\"}").expect(201);
        }

        for (Map.Entry<String, List<String>> expected : Map.of(
                        "users/1", List.of("users/1", "users/1/x"),
                        "users/10", List.of("users/10"),
                        "use_s", List.of("use_s/1"),
                        "users/%", List.of("users/%"),
                        "users/_", List.<String>of(),
                        "*", List.<String>of())
                .entrySet()) {
            assertThat(admin.get("/v1/memories?namespace=" + encode(expected.getKey()))
                            .at("/items"))
                    .extracting(item -> item.at("/namespace").asString())
                    .containsExactlyInAnyOrderElementsOf(expected.getValue());
            assertThat(admin.post("/v1/memories/search", json(Map.of("query", "x", "namespace", expected.getKey())))
                            .expect(200)
                            .at("/items"))
                    .extracting(item -> item.at("/memory/namespace").asString())
                    .containsExactlyInAnyOrderElementsOf(expected.getValue());
        }
    }

    @Test
    void aSlashInAPathShouldBeASegmentAndAnEncodedOneAPartOfTheName() {
        Api admin = server().admin();
        admin.put("/v1/memories/a%2Fb/c%2Fd", "{\"content\":\"x\"}").expect(201);
        admin.put("/v1/memories/a%252Fb/k", "{\"content\":\"x\"}").expect(201);

        Got read = admin.get("/v1/memories/a%2fb/c%2fd").expect(200);
        assertThat(read.at("/namespace").asString()).isEqualTo("a/b");
        assertThat(read.at("/key").asString()).isEqualTo("c/d");
        assertThat(admin.get("/v1/memories/a%252Fb/k").at("/namespace").asString())
                .isEqualTo("a%2Fb");
        admin.get("/v1/memories/a/b/c/d").expect(404);
    }

    @Test
    void aHostileHeaderShouldNotReachAnAnswer() {
        for (String text :
                List.of("'; DROP TABLE memory; --", "<script>", "${jndi:ldap://x}", "%s%n", "../../etc/passwd")) {
            for (String header : List.of(
                    "Authorization",
                    "X-Api-Key",
                    "If-None-Match",
                    "Accept",
                    "X-Request-Timeout-Ms",
                    "traceparent",
                    "Idempotency-Key",
                    "X-Request-Id",
                    "User-Agent",
                    "Cookie",
                    "X-Forwarded-For",
                    "X-Tenant-Id")) {
                Got got = server().api().with(header, text).get("/v1/whoami");
                assertThat(got.status()).as(header + ": " + text).isIn(400, 401, 406);
                assertThat(got.text()).doesNotContain(text);
                assertThat(got.headers().map().toString()).doesNotContain(text);
            }
        }
    }

    @Test
    void nothingACallerSendsShouldNameAnotherTenant() {
        Api owner = server().admin();
        String tenant = owner.get("/v1/whoami").at("/tenant").asString();
        owner.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        Api other = server().admin();

        for (String header : List.of("X-Tenant-Id", "X-Tenant", "Holdfast-Tenant", "X-Forwarded-User", "Cookie")) {
            other.with(header, tenant).get(memory("n", "k")).expect(404, "not_found");
        }
        other.get(memory("n", "k") + "?tenant=" + tenant).expect(400, "unknown_parameter");
        other.put(memory("n", "k"), json(Map.of("content", "x", "tenant", tenant)))
                .expect(400);
        other.put(memory("n", "k"), json(Map.of("content", "x", "created_by", "key/1")))
                .expect(400);
        assertThat(other.send("GET", "/v1/memories", Optional.empty()).at("/items"))
                .isEmpty();
    }

    private static String label(String text) {
        return text.length() > 40 ? text.substring(0, 37) + "..." : text.replaceAll("\\p{Cntrl}", "?");
    }
}
