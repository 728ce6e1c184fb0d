package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The isolation matrix over any storage: every route of memories, knowledge and keys, called with a key of the own tenant, of another one, with no
 * key, with one that is revoked, expired or made up, and with a reader's. What another tenant has is answered exactly like what
 * nobody has.
 */
public interface IsolationContract {
    /** The server under test. */
    HttpUnderTest http();

    /**
     * One cell's request.
     *
     * @param path made of the id of a key of the owner
     * @param ownStatus what the owner is answered
     */
    record RouteCall(
            String name, String method, Function<String, String> path, String body, int ownStatus, boolean write) {
        Got send(Api api, String keyId) {
            return api.send(method, path.apply(keyId), body.isEmpty() ? Optional.empty() : Optional.of(body));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    String SHELF = "/v1/collections/shared-name";

    /** The routes, in an order in which the owner can call all of them on one memory and one key. */
    List<RouteCall> ROUTES = List.of(
            memoryRoute("memory.get", "GET", "", "", 200, false),
            memoryRoute("memory.revisions", "GET", "/revisions", "", 200, false),
            route("memory.list", "GET", "/v1/memories?namespace=shared%2Fname", "", 200, false),
            route("memory.list of all", "GET", "/v1/memories", "", 200, false),
            route("memory.search", "POST", "/v1/memories/search", "{\"query\":\"treasure\"}", 200, false),
            route("recall.ask", "POST", "/v1/recall", "{\"query\":\"treasure\",\"explain\":true}", 200, false),
            route("collection.search", "POST", SHELF + "/search", "{\"query\":\"treasure\"}", 200, false),
            route(
                    "memory.batch",
                    "POST",
                    "/v1/memories/batch",
                    "{\"memories\":[{\"namespace\":\"shared/name\",\"key\":\"k\",\"content\":\"batch\"}]}",
                    200,
                    true),
            memoryRoute("memory.set", "PUT", "", "{\"content\":\"other treasure\"}", 200, true),
            memoryRoute("memory.delete", "DELETE", "", "", 204, true),
            memoryRoute("memory.restore", "POST", "/restore", "", 200, true),
            route("collection.get", "GET", SHELF, "", 200, false),
            route("collection.list", "GET", "/v1/collections", "", 200, false),
            route("document.list", "GET", SHELF + "/documents", "", 200, false),
            route("document.get", "GET", SHELF + "/documents/d", "", 200, false),
            route("document.chunks", "GET", SHELF + "/documents/d/chunks", "", 200, false),
            route(
                    "document.set",
                    "PUT",
                    SHELF + "/documents/d",
                    "{\"chunks\":[{\"text\":\"other treasure\"}]}",
                    200,
                    true),
            route("document.delete", "DELETE", SHELF + "/documents/d", "", 204, true),
            route("collection.set", "PUT", SHELF, "{}", 200, true),
            route("collection.delete", "DELETE", SHELF, "", 204, true),
            route("embedding.list", "GET", "/v1/embeddings", "", 200, false),
            route(
                    "embedding.lookup",
                    "POST",
                    "/v1/embeddings/lookup",
                    "{\"model\":\"mine\",\"vectors\":true,\"items\":[{\"text\":\"treasure\"}]}",
                    200,
                    false),
            route(
                    "embedding.store",
                    "POST",
                    "/v1/embeddings/store",
                    "{\"model\":\"mine\",\"items\":[{\"text\":\"treasure\",\"vector\":[3,4]}]}",
                    200,
                    true),
            route("key.create", "POST", "/v1/admin/keys", "{\"name\":\"new\",\"role\":\"reader\"}", 201, true),
            route("key.list", "GET", "/v1/admin/keys", "", 200, true),
            new RouteCall("key.get", "GET", id -> "/v1/admin/keys/" + id, "", 200, true),
            new RouteCall("key.revoke", "DELETE", id -> "/v1/admin/keys/" + id, "", 204, true));

    private static RouteCall memoryRoute(
            String name, String method, String suffix, String body, int ownStatus, boolean write) {
        return route(name, method, memory("shared/name", "k") + suffix, body, ownStatus, write);
    }

    private static RouteCall route(String name, String method, String path, String body, int ownStatus, boolean write) {
        return new RouteCall(name, method, id -> path, body, ownStatus, write);
    }

    /** What the owner has at the places of the routes. */
    private static void stock(Api owner) {
        owner.put(memory("shared/name", "k"), "{\"content\":\"treasure\"}").expect(201);
        owner.put(SHELF, "{\"description\":\"treasure\"}").expect(201);
        owner.post("/v1/embeddings/store", "{\"model\":\"mine\",\"items\":[{\"text\":\"treasure\",\"vector\":[1,2]}]}")
                .expect(200);
        owner.put(SHELF + "/documents/d", "{\"chunks\":[{\"text\":\"treasure\"}]}")
                .expect(201);
    }

    private static String contents(Api owner) {
        return owner.get(memory("shared/name", "k")).text()
                + owner.get(SHELF).text()
                + owner.get(SHELF + "/documents/d").text()
                + owner.get(SHELF + "/documents/d/chunks").text();
    }

    @TestFactory
    default Stream<DynamicTest> theOwnerShouldReachEveryRoute() {
        Api owner = http().admin();
        stock(owner);
        String keyId = newKey(owner);
        return ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(
                        route.name(), () -> route.send(owner, keyId).expect(route.ownStatus())));
    }

    @TestFactory
    default Stream<DynamicTest> whatIsForeignShouldBeAnsweredExactlyLikeWhatIsAbsent() {
        return ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    TenantId owning = http().tenant();
                    Api owner = http().api().as(http().key(owning, Role.ADMIN));
                    Api before = http().admin();
                    Api after = http().admin();
                    String nobodysKey = "0190b6c8-5f5e-7000-8000-000000000000";

                    Got absent = route.send(before, nobodysKey);
                    stock(owner);
                    String ownersKey = newKey(owner);
                    String ownersBefore = contents(owner);
                    Got foreign = route.send(after, ownersKey);

                    assertThat(foreign.status()).isEqualTo(absent.status());
                    assertThat(neutral(foreign.text())).isEqualTo(neutral(absent.text()));
                    assertThat(foreign.text()).doesNotContain("\"treasure\"");
                    assertThat(foreign.headers().map().keySet())
                            .isEqualTo(absent.headers().map().keySet());
                    assertThat(contents(owner)).isEqualTo(ownersBefore);
                    assertThat(owner.get("/v1/admin/keys/" + ownersKey)
                                    .expect(200)
                                    .json()
                                    .has("revoked_at"))
                            .isFalse();
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aDeletedMemoryOfAnotherTenantShouldBeAnsweredLikeNone() {
        return ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    Api owner = http().admin();
                    Got absent = route.send(http().admin(), "0190b6c8-5f5e-7000-8000-000000000000");
                    stock(owner);
                    owner.delete(memory("shared/name", "k")).expect(204);
                    owner.delete(SHELF).expect(204);
                    Got foreign = route.send(http().admin(), newKey(owner));

                    assertThat(foreign.status()).isEqualTo(absent.status());
                    assertThat(neutral(foreign.text())).isEqualTo(neutral(absent.text()));
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aCallerWithoutAGoodKeyShouldLearnNothing() {
        TenantId tenant = http().tenant();
        Api owner = http().api().as(http().key(tenant, Role.ADMIN));
        String keyId = newKey(owner);
        stock(owner);
        String good = http().key(tenant, Role.ADMIN);
        char last = good.charAt(70);
        String mistyped = good.substring(0, 70) + (last == 'a' ? 'b' : 'a') + good.substring(71);
        List<Api> strangers = List.of(
                http().api(),
                http().api().as(http().revokedKey(tenant, Role.ADMIN)),
                http().api().as(http().expiredKey(tenant, Role.ADMIN)),
                http().api().as(mistyped),
                http().api().as("hf_test_x"),
                http().api().with("Authorization", "Basic " + good),
                http().api().with("X-Api-Key", good + "x"),
                http().api().as(good).with("X-Api-Key", http().key(tenant, Role.READER)));
        return ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    String expected = neutral(route.send(http().api(), keyId).text());
                    for (Api stranger : strangers) {
                        Got refused = route.send(stranger, keyId).expect(401, "not_authenticated");
                        assertThat(neutral(refused.text())).isEqualTo(expected);
                        assertThat(refused.header("WWW-Authenticate")).contains("Bearer realm=\"holdfast\"");
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aReaderShouldReadAndNotWrite() {
        TenantId tenant = http().tenant();
        Api owner = http().api().as(http().key(tenant, Role.ADMIN));
        stock(owner);
        String keyId = newKey(owner);
        String readersKey = http().key(tenant, Role.READER);
        Api reader = http().api().as(readersKey);
        return ROUTES.stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    if (!route.write()) {
                        route.send(reader, keyId).expect(route.ownStatus());
                        return;
                    }
                    String before = contents(owner);
                    route.send(
                                    reader.with(
                                            "X-Request-Id",
                                            "refused-" + route.name().replace(' ', '-')),
                                    keyId)
                            .expect(403, "not_permitted");
                    assertThat(contents(owner)).isEqualTo(before);
                    AuditEntry entry = http().audit(tenant).get(0);
                    assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
                    assertThat(entry.requestId())
                            .isEqualTo("refused-" + route.name().replace(' ', '-'));
                    assertThat(entry.principal().value())
                            .isEqualTo("key/" + HttpUnderTest.idOf(readersKey).value());
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aWriterShouldNotManageKeysNorReadTheAudit() {
        Api writer = http().api().as(http().key(http().tenant(), Role.WRITER));
        return Stream.of(
                        "/v1/admin/keys",
                        "/v1/admin/keys/0190b6c8-5f5e-7000-8000-000000000000",
                        "/v1/audit",
                        "/v1/audit/verify")
                .map(path ->
                        DynamicTest.dynamicTest(path, () -> writer.get(path).expect(403, "not_permitted")));
    }

    @Test
    default void aCursorOfAnotherTenantShouldBeRefused() {
        Api owner = http().admin();
        owner.put(memory("n", "a"), "{\"content\":\"x\"}").expect(201);
        owner.put(memory("n", "b"), "{\"content\":\"x\"}").expect(201);
        String cursor = owner.get("/v1/memories?limit=1").at("/next_cursor").asString();

        owner.get("/v1/memories?limit=1&cursor=" + cursor).expect(200);
        http().admin().get("/v1/memories?limit=1&cursor=" + cursor).expect(400, "invalid_cursor");
    }

    @Test
    default void anIdempotencyKeyOfAnotherCallerShouldMeanNothing() {
        TenantId tenant = http().tenant();
        Api one = http().api().as(http().key(tenant, Role.WRITER)).with("Idempotency-Key", "same");
        Api two = http().api().as(http().key(tenant, Role.WRITER)).with("Idempotency-Key", "same");
        Api foreign = http().admin().with("Idempotency-Key", "same");

        one.put(memory("n", "k"), "{\"content\":\"one\"}").expect(201);
        two.put(memory("n", "k"), "{\"content\":\"two\"}").expect(200);
        foreign.put(memory("n", "k"), "{\"content\":\"three\"}").expect(201);
    }

    @Test
    default void theAuditShouldBeTheTenantsOwn() {
        Api owner = http().admin();
        owner.put(memory("n", "secret-name"), "{\"content\":\"x\"}").expect(201);

        assertThat(owner.get("/v1/audit").expect(200).text()).contains("secret-name");
        assertThat(http().admin().get("/v1/audit").expect(200).text()).doesNotContain("secret-name");
    }

    private static String newKey(Api owner) {
        return owner.post("/v1/admin/keys", "{\"name\":\"of the owner\",\"role\":\"reader\"}")
                .expect(201)
                .at("/key/id")
                .asString();
    }

    /** An answer without what differs between any two answers: ids, times, credentials, tenants and scores. */
    private static String neutral(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("hf_test_\\w+", "KEY")
                .replaceAll("\"t-[0-9a-z]+\"", "TENANT")
                .replaceAll("\"request_id\":\"[^\"]*\"", "REQUEST");
    }
}
