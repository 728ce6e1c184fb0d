package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator learns of the statements of a real server, and what an administrator may ask. */
class StatementsTest {
    private static final String SECRET = "swordfish4711";

    @RegisterExtension
    private static final Nodes NODES = Nodes.perClass();

    @Test
    void statementsShouldBeSeenWithTheirPlansAndWithoutASecret() {
        Node node = NODES.serve(
                NODES.home().with("HOLDFAST_SLOW_STATEMENT", "1ms").with("HOLDFAST_LOG_STATEMENTS", "true"));
        Api admin = node.first();
        admin.put(memory("n", SECRET), "{\"content\":\"" + SECRET + "\"}").expect(201);
        admin.post("/v1/recall", "{\"query\":\"" + SECRET + "\"}").expect(200);

        await().atMost(Program.PATIENCE).until(() -> slow(node).text().contains("(cost="));
        String all = slow(node).text()
                + node.api().get("/v1/admin/statements").expect(200).text()
                + node.api()
                        .get("/v1/admin/explain/MemoryMapper.find")
                        .expect(200)
                        .text()
                + node.api().get("/metrics").expect(200).text()
                + node.program().err();

        assertThat(all)
                .contains(
                        "PassageMapper.lexical",
                        "slow statement",
                        "holdfast_mapper_seconds_count{statement=\"MemoryMapper_")
                .doesNotContain(SECRET);
        assertThat(node.program().err()).contains("MemoryMapper.upsert: ");
    }

    @Test
    void anAdministratorShouldAskOnlyWhereTheOperatorWantsIt() {
        String question = "{\"sql\":\"SELECT key FROM memory WHERE namespace = $1\",\"parameters\":[\"n\"]}";
        Node closed = NODES.serve(NODES.home());
        assertThat(closed.first()
                        .post("/v1/admin/query", question)
                        .expect(403, "not_permitted")
                        .at("/detail")
                        .asString())
                .contains("HOLDFAST_ADMIN_QUERIES");

        Api admin =
                NODES.serve(NODES.home().with("HOLDFAST_ADMIN_QUERIES", "true")).first();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        Got answer = admin.post("/v1/admin/query", question).expect(200);

        assertThat(answer.at("/columns/0").asString()).isEqualTo("key");
        assertThat(answer.at("/rows/0/key").asString()).isEqualTo("k");
        assertThat(answer.at("/truncated").asBoolean()).isFalse();
        admin.post("/v1/admin/query", "{\"sql\":\"SELECT * FROM api_key\"}").expect(422, "invalid_input");
        assertThat(admin.get("/v1/audit?action=query.run").expect(200).at("/items"))
                .hasSize(2);
    }

    @Test
    void aDatabaseThatDoesNotAnswerShouldBeTriedAndThenTheEmbeddedOneServeWhereThatIsWanted() {
        Home nowhere = NODES.home()
                .with("DATABASE_URL", "postgres://nobody@127.0.0.1:1/x")
                .with("HOLDFAST_CONNECT_FIRST_DELAY", "10ms")
                .with("HOLDFAST_PING_FIRST_DELAY", "10ms");

        Program refused = NODES.begin(nowhere, "serve");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains("attempt 1 of 5 failed", "attempt 4 of 5", "nothing answers there", "after 5 attempts");
        Program command = NODES.begin(nowhere, "keys", "list");
        assertThat(command.exitCode()).isEqualTo(3);
        assertThat(command.err()).contains("attempt 2 of 3").doesNotContain("attempt 3 of 3");

        Node fallen = NODES.serve(nowhere.with("HOLDFAST_FALL_BACK_TO_EMBEDDED", "true"));
        fallen.first().put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        assertThat(fallen.program().err()).contains("falling back to the embedded PostgreSQL");
    }

    private static Got slow(Node node) {
        return node.api().get("/v1/admin/slow-queries").expect(200);
    }
}
