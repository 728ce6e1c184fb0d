package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.http.Api.Got;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.KnownHealth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * What answers look like, to the letter. Callers have been built on these forms: a change to a file under {@code golden} is a change
 * to the interface.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class GoldenAnswersTest extends OnMemory {
    private final HttpUnderTest fixed = onMemory(SettableClock.at(Instant.parse("2999-01-31T12:00:00.123456Z")));
    private final Api admin = fixed.admin().with("X-Request-Id", "golden");

    @AfterAll
    void stopFixed() {
        fixed.close();
    }

    private static final String FULL = """
        {"content":"Prefers green.","category":"preference","importance":7,"tags":["b","a"],
         "metadata":{"z":1.50,"a":{"deep":[null,true,"\u00e9"]}},"source":"chat","valid_from":"2026-01-01T02:00:00+02:00",
         "valid_to":"2027-01-01T00:00:00Z","expires_at":"2999-12-31T00:00:00.1234567Z"}\
        """;

    @Test
    void aMemoryShouldLookLikeThis() {
        same("memory-written", admin.put(memory("users/42", "colour"), FULL).expect(201));
        same("memory", admin.get(memory("users/42", "colour")).expect(200));
        same("revisions", admin.get(memory("users/42", "colour") + "/revisions").expect(200));
    }

    @Test
    void anIngestShouldLookLikeThis() {
        admin.put("/v1/collections/ingested", "{}").expect(201);

        same("ingest", admin.post("/v1/collections/ingested/ingest", """
            {"external_id":"a.md","text":"# Tea\\n\\nMade of leaves.","format":"markdown"}
            {"external_id":"b","title":"","text":"x","colour":"green"}
            """).expect(200));
    }

    @Test
    void anAnswerAndItsLineInTheLedgerShouldLookLikeThis() {
        Api other = fixed.admin().with("X-Request-Id", "golden");
        other.put(memory("users/42", "pet"), "{\"content\":\"The quokka is called Pebble.\",\"source\":\"chat\"}")
                .expect(201);
        other.put(memory("users/43", "pet"), "{\"content\":\"A quokka.\"}").expect(201);

        Got answer = other.post("/v1/recall", "{\"query\":\"quokka\",\"limit\":1,\"explain\":true}")
                .expect(200);

        same("recall", answer);
        String line = "/v1/recall/" + answer.at("/recall_id").asString();
        String item = answer.at("/items/0/id").asString();
        same(
                "recall-feedback",
                other.post(
                                line + "/feedback",
                                "{\"item\":\"" + item + "\",\"verdict\":\"outdated\",\"note\":\"it moved\"}")
                        .expect(201));
        same("recall-line", other.get(line).expect(200));
        same(
                "memory-search",
                other.post("/v1/memories/search", "{\"query\":\"Pebble\"}").expect(200));
    }

    @Test
    void modelsAndVectorsShouldLookLikeThis() {
        Api other = fixed.admin();
        same(
                "embedding-store",
                other.post(
                                "/v1/embeddings/store",
                                "{\"model\":\"mine\",\"items\":[{\"text\":\"tea\",\"vector\":[0.1,-2]}]}")
                        .expect(200));
        same(
                "embedding-lookup",
                other.post(
                                "/v1/embeddings/lookup",
                                "{\"model\":\"mine\",\"vectors\":true,\"items\":[{\"text\":\"tea\"},{\"text\":\"milk\"}]}")
                        .expect(200));
        same(
                "embedding-reembed",
                other.post("/v1/embeddings/reembed", "{\"model\":\"toy/small\"}")
                        .expect(200));
        same("embeddings", other.get("/v1/embeddings").expect(200));
    }

    @Test
    void aSchemaShouldLookLikeThis() {
        fixed.schema(Schemata.ofEveryKind());

        same("schema", fixed.api().get("/v1/admin/migrations").expect(200));
    }

    @Test
    void aComparisonOfSchemasShouldLookLikeThis() {
        fixed.schema(Schemata.drifted());

        same("schema-drift", fixed.api().get("/v1/admin/schema").expect(200));
    }

    @Test
    void theSizeOfTheStoreShouldLookLikeThis() {
        same("size", fixed.api().get("/v1/admin/size").expect(200));
    }

    @Test
    void retentionShouldLookLikeThis() {
        Api other = fixed.admin();
        String memories = "/v1/admin/retention/memories";
        same(
                "retention-policy",
                other.put(memories, "{\"max_age_days\":365,\"max_count\":1000,\"keep_importance\":8}")
                        .expect(201));
        same("retention-policies", other.get("/v1/admin/retention").expect(200));
        same("retention-plan", other.get("/v1/admin/retention/plan").expect(200));
        same("retention-run", other.post("/v1/admin/retention/run", "").expect(200));
        same(
                "retention-refused",
                other.put("/v1/admin/retention/documents", "{\"keep_importance\":8}")
                        .expect(422));
        other.put("/v1/admin/retention/audit", "{\"max_age_days\":365}").expect(404, "not_found");
        other.delete(memories).expect(204);
        other.get(memories).expect(404, "not_found");
    }

    @Test
    void aPageShouldLookLikeThis() {
        admin.put(memory("page", "a"), "{\"content\":\"first\"}").expect(201);
        admin.put(memory("page", "b"), "{\"content\":\"second\"}").expect(201);

        same("page", admin.get("/v1/memories?namespace=page&limit=1").expect(200));
    }

    @Test
    void collectionsAndDocumentsShouldLookLikeThis() {
        String handbook = "/v1/collections/handbook";
        String tea = path("v1", "collections", "handbook", "documents", "drinks/tea.md");

        same(
                "collection",
                admin.put(
                                handbook,
                                "{\"description\":\"How we work\",\"language\":\"german\",\"profile\":\"schema\","
                                        + "\"embedding_model\":\"hashing\",\"metadata\":{\"owner\":\"office\"}}")
                        .expect(201));
        same(
                "document-written",
                admin.put(
                                tea,
                                "{\"title\":\"Tea\",\"source\":\"https://example.org/tea\",\"metadata\":{\"a\":1.50},"
                                        + "\"valid_from\":\"2026-01-01T02:00:00+02:00\",\"valid_to\":\"2027-01-01T00:00:00Z\","
                                        + "\"chunks\":[{\"text\":\"Leaves.\",\"headings\":[\"Tea\",\"Green\"],\"token_count\":2,\"metadata\":{\"page\":1}},{\"text\":\"Water"
                                        + " and time.\"}]}")
                        .expect(201));
        same("document", admin.get(tea).expect(200));
        same("chunks", admin.get(tea + "/chunks").expect(200));
    }

    @Test
    void aProblemShouldLookLikeThis() {
        same(
                "problem",
                admin.put(memory("n", "k"), "{\"content\":\"\",\"importance\":11}")
                        .expect(422));
        same("problem-parameter", admin.get("/v1/memories?limit=0").expect(422));
        same("problem-not-found", admin.get(memory("n", "absent")).expect(404));
    }

    @Test
    void aKeyShouldLookLikeThis() {
        same(
                "key",
                admin.post(
                                "/v1/admin/keys",
                                "{\"name\":\"agent\",\"role\":\"writer\",\"namespaces\":[\"users/42\"],"
                                        + "\"expires_at\":\"2999-12-31T00:00:00Z\"}")
                        .expect(201));
        same("self", admin.get("/v1/whoami").expect(200));
    }

    @Test
    void anAuditEntryShouldLookLikeThis() {
        Api other = fixed.admin().with("X-Request-Id", "golden");
        other.put(memory("audited", "k"), "{\"content\":\"x\"}").expect(201);
        other.get("/v1/audit/verify").expect(200);

        same("audit", other.get("/v1/audit?action=memory.set").expect(200));
    }

    @Test
    void theHealthOfTheStoreShouldLookLikeThis() {
        fixed.health()
                .findings(
                        Finding.ok("database", "answers and writes"),
                        Finding.warning(
                                "disk", "600 MiB are free", "Make room soon.", Figure.bytes("free", 629_145_600)));
        same("health-deep", admin.get("/v1/admin/health/deep").expect(200));
        same("health", admin.get("/v1/admin/health").expect(200));
        fixed.health().pools(KnownHealth.pool(2, 1, 7, 100, 0));
        fixed.watch();
        same(
                "health-history",
                admin.get("/v1/admin/health/history?since=2999-01-31T00:00:00Z").expect(200));
    }

    @Test
    void statementsAndQueriesShouldLookLikeThis() {
        same("statements", admin.get("/v1/admin/statements").expect(200));
        same("slow-queries", admin.get("/v1/admin/slow-queries").expect(200));
        same("explain", admin.get("/v1/admin/explain/MemoryMapper.find").expect(200));
        same(
                "query",
                admin.post("/v1/admin/query", "{\"sql\":\"SELECT $1\",\"parameters\":[\"a\"],\"limit\":1}")
                        .expect(200));
    }

    private static void same(String name, Got got) {
        String actual =
                neutral(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(got.json()));
        if (Boolean.getBoolean("holdfast.golden.write")) {
            write(name, actual); // compared by the next run, from the class path
            return;
        }

        assertThat(actual).as("golden/" + name + ".json").isEqualToNormalizingNewlines(golden(name));
    }

    /** Without what is different each time. */
    private static String neutral(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("hf_test_\\w+", "TOKEN")
                .replaceAll("\"t-[0-9a-z]+\"", "\"TENANT\"")
                .replaceAll("\"[0-9a-f]{64}\"", "\"HASH\"")
                .replaceAll("(\"(score|share|idf|value)\" : )[0-9.E-]+", "$1\"FIGURE\"")
                .replaceAll("(\"next_cursor\" : )\"[\\w-]+\"", "$1\"CURSOR\"");
    }

    private static void write(String name, String text) {
        try {
            Files.writeString(Path.of("src/test/resources/dev/holdfast/http/golden", name + ".json"), text + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String golden(String name) {
        String path = "golden/" + name + ".json";
        try (InputStream in = GoldenAnswersTest.class.getResourceAsStream(path)) {
            return in == null ? "there is no " + path : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
