package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths and methods there are, and what is said of those there are not. */
final class RoutingTest extends OnMemory {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/V1/whoami",
                "/v1/whoami/",
                "/v1//whoami",
                "//v1/whoami",
                "/v1/./whoami",
                "/v1/../v1/whoami",
                "/v1/%2e%2e/v1/whoami",
                "/v1%2Fwhoami",
                "/v1/whoami;a=b",
                "/v1/memories/",
                "/v1/memories/n",
                "/v1/memories/n/k/",
                "/v1/memories/a/b/c",
                "/v1/memories/a/b/c/revisions",
                "/docs/../livez",
                "/docs/docs.js",
                "/favicon.ico",
                "/.git/config",
                "/WEB-INF/web.xml"
            })
    void anUnknownPathShouldBeAnsweredAlikeToEverybody(String path) {
        Got stranger = server().api().with("X-Request-Id", "same").get(path).expect(404, "not_found");
        Got admin = server().admin().with("X-Request-Id", "same").get(path).expect(404, "not_found");
        Got posted =
                server().api().with("X-Request-Id", "same").post(path, "{}").expect(404, "not_found");

        assertThat(admin.text()).isEqualTo(stranger.text()).isEqualTo(posted.text());
        assertThat(stranger.at("/request_id").asString()).isEqualTo("same");
    }

    @TestFactory
    Stream<DynamicTest> anyOtherMethodShouldBeRefusedWithThoseThereAre() {
        Map<String, Set<Method>> paths = server().endpoints().stream()
                .collect(Collectors.groupingBy(
                        endpoint -> endpoint.path().text(), Collectors.mapping(Endpoint::method, Collectors.toSet())));
        return paths.entrySet().stream()
                .map(path -> DynamicTest.dynamicTest(path.getKey(), () -> {
                    String url = path.getKey().replace("{", "").replace("}", "");
                    Set<String> there = new TreeSet<>(Set.of("OPTIONS"));
                    path.getValue().forEach(method -> there.add(method.name()));
                    if (path.getValue().contains(Method.GET)) {
                        there.add("HEAD");
                    }
                    Api admin = server().admin();
                    for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND", "get")) {
                        if (!there.contains(method)) {
                            Got refused =
                                    admin.send(method, url, Optional.empty()).expect(405, "method_not_allowed");
                            assertThat(allowed(refused)).as(method).isEqualTo(there);
                        }
                    }
                    assertThat(allowed(server().api()
                                    .send("OPTIONS", url, Optional.empty())
                                    .expect(204)))
                            .isEqualTo(there);
                }));
    }

    @Test
    void optionsOfAnUnknownPathShouldBeNotFound() {
        server().api().send("OPTIONS", "/nowhere", Optional.of("")).expect(404, "not_found");
    }

    @TestFactory
    Stream<DynamicTest> headShouldAnswerAsGetWithoutTheBody() {
        Api admin = server().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        admin.put("/v1/collections/c", "{}").expect(201);
        admin.put("/v1/collections/c/documents/d", "{\"chunks\":[{\"text\":\"x\"}]}")
                .expect(201);
        admin.put("/v1/admin/retention/memories", "{\"max_age_days\":365}").expect(201);
        String recall = admin.post("/v1/recall", "{\"query\":\"x\"}")
                .expect(200)
                .at("/recall_id")
                .asString();
        String key = admin.post("/v1/admin/keys", "{\"name\":\"x\",\"role\":\"reader\"}")
                .at("/key/id")
                .asString();
        return server().endpoints().stream()
                .filter(endpoint -> endpoint.method() == Method.GET)
                .map(endpoint -> endpoint.path()
                        .text()
                        .replace("{namespace}", "n")
                        .replace("{key}", "k")
                        .replace("{collection}", "c")
                        .replace("{document}", "d")
                        .replace("/v1/recall/{id}", "/v1/recall/" + recall)
                        .replace("{code}", "not_found")
                        .replace("{kind}", "memories")
                        .replace("{statement}", "MemoryMapper.find")
                        .replace("{id}", key))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    Got get = admin.get(path).expect(200);
                    Got head = admin.send("HEAD", path, Optional.empty()).expect(200);

                    assertThat(head.text()).isEmpty();
                    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
                    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
                    if (!path.equals("/metrics")) {
                        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
                    }
                }));
    }

    @Test
    void headOfWhatIsAbsentShouldBeNotFound() {
        Got head = server().admin().send("HEAD", memory("n", "absent"), Optional.empty());

        assertThat(head.status()).isEqualTo(404);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void wordsOfPathsShouldBeOrdinaryNames() {
        Api admin = server().admin();
        for (String namespace : List.of("search", "batch", "memories", "v1")) {
            for (String key : List.of("restore", "revisions", "search", "batch")) {
                admin.put(memory(namespace, key), "{\"content\":\"x\"}").expect(201);
                admin.get(memory(namespace, key)).expect(200);
                admin.get(memory(namespace, key) + "/revisions").expect(200);
                admin.delete(memory(namespace, key)).expect(204);
                admin.post(memory(namespace, key) + "/restore").expect(200);
            }
        }
    }

    @Test
    void whatIsAnsweredShouldNeverBeCachedNorGuessedAt() {
        for (String path : List.of("/livez", "/openapi.json", "/docs", "/nowhere", "/v1/whoami")) {
            Got got = server().api().get(path);
            assertThat(got.header("Cache-Control")).as(path).contains("no-store");
            assertThat(got.header("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(got.header("Server")).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "text/plain, text/html;q=0.9"})
    void aCallerThatTakesNoJsonShouldBeToldSo(String accept) {
        Got refused = server().admin().with("Accept", accept).get("/v1/whoami").expect(406, "not_acceptable");

        assertThat(refused.at("/errors/0/header").asString()).isEqualTo("Accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/*", "*/*", "text/html, */*;q=0.1", "APPLICATION/JSON;q=0.5", " "
            })
    void aCallerThatTakesJsonShouldGetIt(String accept) {
        server().admin().with("Accept", accept).get("/v1/whoami").expect(200);
    }

    private static Set<String> allowed(Got got) {
        return Arrays.stream(got.header("Allow").orElseThrow().split(", ", -1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
