package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.IdempotencyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What holds for every endpoint there is, on whatever storage. A new endpoint fails here until it has a sample. */
public interface EveryEndpointContract {
    HttpUnderTest http();

    /** A request. */
    record Sample(String method, String path, String body) {
        public Got send(Api api) {
            return api.send(method, path, body.isEmpty() ? Optional.empty() : Optional.of(body));
        }
    }

    /** One good request of every endpoint, by its name. */
    Map<String, Sample> SAMPLES = Map.ofEntries(
            Map.entry("memory.set", new Sample("PUT", memory("n", "new"), "{\"content\":\"x\"}")),
            Map.entry("memory.get", new Sample("GET", memory("n", "k"), "")),
            Map.entry("memory.delete", new Sample("DELETE", memory("n", "k"), "")),
            Map.entry("memory.restore", new Sample("POST", memory("n", "deleted") + "/restore", "")),
            Map.entry("memory.revisions", new Sample("GET", memory("n", "k") + "/revisions", "")),
            Map.entry("memory.list", new Sample("GET", "/v1/memories", "")),
            Map.entry("memory.search", new Sample("POST", "/v1/memories/search", "{\"query\":\"x\"}")),
            Map.entry(
                    "memory.batch",
                    new Sample(
                            "POST",
                            "/v1/memories/batch",
                            "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\"}]}")),
            Map.entry("recall.ask", new Sample("POST", "/v1/recall", "{\"query\":\"x\"}")),
            Map.entry("recall.get", new Sample("GET", "/v1/recall/{recall}", "")),
            Map.entry(
                    "recall.feedback",
                    new Sample("POST", "/v1/recall/{recall}/feedback", "{\"item\":\"{item}\",\"verdict\":\"used\"}")),
            Map.entry("collection.search", new Sample("POST", "/v1/collections/c/search", "{\"query\":\"x\"}")),
            Map.entry("collection.set", new Sample("PUT", "/v1/collections/new", "{}")),
            Map.entry("collection.get", new Sample("GET", "/v1/collections/c", "")),
            Map.entry("collection.delete", new Sample("DELETE", "/v1/collections/c", "")),
            Map.entry("collection.list", new Sample("GET", "/v1/collections", "")),
            Map.entry(
                    "document.ingest",
                    new Sample("POST", "/v1/collections/c/ingest", "{\"external_id\":\"new\",\"chunks\":[]}")),
            Map.entry("document.set", new Sample("PUT", "/v1/collections/c/documents/new", "{\"chunks\":[]}")),
            Map.entry("document.get", new Sample("GET", "/v1/collections/c/documents/d", "")),
            Map.entry("document.delete", new Sample("DELETE", "/v1/collections/c/documents/d", "")),
            Map.entry("document.list", new Sample("GET", "/v1/collections/c/documents", "")),
            Map.entry("document.chunks", new Sample("GET", "/v1/collections/c/documents/d/chunks", "")),
            Map.entry("embedding.list", new Sample("GET", "/v1/embeddings", "")),
            Map.entry(
                    "embedding.lookup",
                    new Sample(
                            "POST",
                            "/v1/embeddings/lookup",
                            "{\"model\":\"toy/small\",\"items\":[{\"text\":\"x\"}],\"vectors\":true}")),
            Map.entry(
                    "embedding.store",
                    new Sample(
                            "POST",
                            "/v1/embeddings/store",
                            "{\"model\":\"new\",\"items\":[{\"text\":\"x\",\"vector\":[1,2]}]}")),
            Map.entry("embedding.reembed", new Sample("POST", "/v1/embeddings/reembed", "{\"model\":\"toy/small\"}")),
            Map.entry(
                    "embedding.cut_over",
                    new Sample("POST", "/v1/embeddings/cut-over", "{\"even_if_incomplete\":true}")),
            Map.entry("embedding.failed", new Sample("GET", "/v1/embeddings/failed?model=toy%2Fsmall", "")),
            Map.entry("embedding.retry", new Sample("POST", "/v1/embeddings/retry", "{\"model\":\"toy/small\"}")),
            Map.entry("self.get", new Sample("GET", "/v1/whoami", "")),
            Map.entry("key.create", new Sample("POST", "/v1/admin/keys", "{\"name\":\"x\",\"role\":\"reader\"}")),
            Map.entry("key.list", new Sample("GET", "/v1/admin/keys", "")),
            Map.entry("key.get", new Sample("GET", "/v1/admin/keys/{id}", "")),
            Map.entry("key.revoke", new Sample("DELETE", "/v1/admin/keys/{id}", "")),
            Map.entry("retention.list", new Sample("GET", "/v1/admin/retention", "")),
            Map.entry("retention.get", new Sample("GET", "/v1/admin/retention/memories", "")),
            Map.entry("retention.set", new Sample("PUT", "/v1/admin/retention/recalls", "{\"max_age_days\":30}")),
            Map.entry("retention.unset", new Sample("DELETE", "/v1/admin/retention/memories", "")),
            Map.entry("retention.plan", new Sample("GET", "/v1/admin/retention/plan", "")),
            Map.entry("retention.run", new Sample("POST", "/v1/admin/retention/run", "")),
            Map.entry("audit.list", new Sample("GET", "/v1/audit", "")),
            Map.entry("audit.verify", new Sample("GET", "/v1/audit/verify", "")),
            Map.entry("mcp.message", new Sample("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")),
            Map.entry("docs.llms", new Sample("GET", "/llms.txt", "")),
            Map.entry("health.live", new Sample("GET", "/livez", "")),
            Map.entry("health.ready", new Sample("GET", "/readyz", "")),
            Map.entry("health.check", new Sample("GET", "/healthz", "")),
            Map.entry("schema.migrations", new Sample("GET", "/v1/admin/migrations", "")),
            Map.entry("schema.compare", new Sample("GET", "/v1/admin/schema", "")),
            Map.entry("health.shallow", new Sample("GET", "/v1/admin/health", "")),
            Map.entry("health.deep", new Sample("GET", "/v1/admin/health/deep", "")),
            Map.entry("health.history", new Sample("GET", "/v1/admin/health/history?since=2026-01-31T12:00:00Z", "")),
            Map.entry("statement.list", new Sample("GET", "/v1/admin/statements", "")),
            Map.entry("statement.slow", new Sample("GET", "/v1/admin/slow-queries", "")),
            Map.entry("statement.explain", new Sample("GET", "/v1/admin/explain/MemoryMapper.find", "")),
            Map.entry("query.run", new Sample("POST", "/v1/admin/query", "{\"sql\":\"SELECT 1\"}")),
            Map.entry("size.get", new Sample("GET", "/v1/admin/size", "")),
            Map.entry("metrics.get", new Sample("GET", "/metrics", "")),
            Map.entry("docs.openapi", new Sample("GET", "/openapi.json", "")),
            Map.entry("docs.page", new Sample("GET", "/docs", "")),
            Map.entry("docs.problem", new Sample("GET", "/problems/not_found", "")));

    private List<Endpoint<?>> endpoints() {
        return http().endpoints();
    }

    @Test
    default void everyEndpointShouldHaveASample() {
        assertThat(endpoints()).extracting(Endpoint::name).containsExactlyInAnyOrderElementsOf(SAMPLES.keySet());
    }

    @TestFactory
    default Stream<DynamicTest> everyEndpointShouldAnswerAsItDeclares() {
        return endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    TenantId tenant = http().tenant();
                    Got got = sample(endpoint, tenant).send(http().api().as(http().key(tenant, Role.ADMIN)));
                    assertThat(endpoint.replies()).anyMatch(reply -> reply.status() == got.status());
                    assertThat(got.status()).isLessThan(300);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> everyRoleShouldBeLetInExactlyWhereItsPermissionsSay() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.access().level() == Access.Level.KEY)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    Permission permission = endpoint.access().permission().orElseThrow();
                    for (Role role : Role.values()) {
                        TenantId tenant = http().tenant();
                        Got got = sample(endpoint, tenant).send(http().api().as(http().key(tenant, role)));
                        assertThat(got.status() == 403)
                                .as("%s as %s: %s", endpoint.name(), role, got.text())
                                .isNotEqualTo(role.allows(permission));
                    }
                    sample(endpoint, http().tenant()).send(http().api()).expect(401, "not_authenticated");
                }));
    }

    @TestFactory
    default Stream<DynamicTest> everyChangeShouldBeInTheAuditOnce() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.audit() == AuditRule.CHANGES)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    TenantId tenant = http().tenant();
                    Sample sample = sample(endpoint, tenant);
                    Api admin = http().api()
                            .as(http().key(tenant, Role.ADMIN))
                            .with("Idempotency-Key", "once")
                            .with("X-Request-Id", "the-change");
                    Got first = sample.send(admin);
                    Got again = sample.send(admin);

                    assertThat(first.status()).isLessThan(300);
                    assertThat(again.status()).isEqualTo(first.status());
                    assertThat(http().audit(tenant))
                            .filteredOn(entry -> entry.requestId().equals("the-change"))
                            .hasSize(1);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> everyReadShouldLeaveTheAuditAlone() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.idempotency() == IdempotencyRule.SAFE)
                .filter(endpoint -> endpoint.audit() != AuditRule.CALLS)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    TenantId tenant = http().tenant();
                    sample(endpoint, tenant)
                            .send(http().api()
                                    .as(http().key(tenant, Role.ADMIN))
                                    .with("Idempotency-Key", "ignored")
                                    .with("X-Request-Id", "the-read"));
                    assertThat(http().audit(tenant))
                            .noneMatch(entry -> entry.requestId().equals("the-read"));
                }));
    }

    @TestFactory
    default Stream<DynamicTest> everyCallThatIsAuditedShouldBeInTheAudit() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.audit() == AuditRule.CALLS)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    TenantId tenant = http().tenant();
                    sample(endpoint, tenant)
                            .send(http().api()
                                    .as(http().key(tenant, Role.ADMIN))
                                    .with("X-Request-Id", "the-call"));
                    assertThat(http().audit(tenant))
                            .filteredOn(entry -> entry.requestId().equals("the-call"))
                            .extracting(AuditEntry::action)
                            .containsExactly(endpoint.name());
                }));
    }

    @Test
    default void theDocumentShouldListExactlyTheEndpoints() {
        Set<String> documented = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> documented.add(operation.getKey() + " " + path.getKey() + " "
                                + operation.getValue().path("operationId").asString())));

        assertThat(documented)
                .isEqualTo(endpoints().stream()
                        .map(endpoint -> endpoint.method().name().toLowerCase(Locale.ROOT) + " "
                                + endpoint.path().text() + " " + endpoint.name())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    default void everyMemberOfEverySchemaShouldBeExplained() {
        List<String> unexplained = new ArrayList<>();
        document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(member -> {
                            if (member.getValue()
                                    .path("description")
                                    .asString("")
                                    .isEmpty()) {
                                unexplained.add(schema.getKey() + "." + member.getKey());
                            }
                        }));

        assertThat(unexplained).isEmpty();
    }

    @Test
    default void everyReferenceInTheDocumentShouldLeadSomewhere() {
        List<String> references = new ArrayList<>();
        collect(document(), references);

        assertThat(references)
                .isNotEmpty()
                .allMatch(reference -> document().at(reference.substring(1)).isObject());
    }

    private JsonNode document() {
        return http().api().document();
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }

    /** The sample of an endpoint, with what it needs in place. */
    private Sample sample(Endpoint<?> endpoint, TenantId tenant) {
        Api admin = http().api().as(http().key(tenant, Role.ADMIN));
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        admin.put(memory("n", "deleted"), "{\"content\":\"x\"}").expect(201);
        admin.delete(memory("n", "deleted")).expect(204);
        admin.put("/v1/collections/c", "{}").expect(201);
        admin.put("/v1/collections/c/documents/d", "{\"chunks\":[{\"text\":\"x\"}]}")
                .expect(201);
        admin.put("/v1/admin/retention/memories", "{\"max_age_days\":30}").expect(201);
        if (endpoint.name().startsWith("embedding.") && !endpoint.name().equals("embedding.reembed")) {
            http().deadLetter(tenant);
        }
        String id = HttpUnderTest.idOf(http().key(tenant, Role.READER)).value().toString();
        Got answer = admin.post("/v1/recall", "{\"query\":\"x\"}").expect(200);
        Map<String, String> names = Map.of(
                "{id}",
                id,
                "{recall}",
                answer.at("/recall_id").asString(),
                "{item}",
                answer.at("/items/0/id").asString());
        Sample sample = SAMPLES.get(endpoint.name());
        String path = sample.path();
        String body = sample.body();
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace(name.getKey(), name.getValue());
            body = body.replace(name.getKey(), name.getValue());
        }
        return new Sample(sample.method(), path, body);
    }
}
