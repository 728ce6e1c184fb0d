package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of statements, and who may ask. */
final class StatementRoutesTest extends OnMemory {
    private static final String QUERY = "/v1/admin/query";

    @ParameterizedTest
    @ValueSource(strings = {"/v1/admin/statements", "/v1/admin/slow-queries", "/v1/admin/explain/MemoryMapper.find"})
    void onlyOperatorsShouldBeToldOfStatements(String path) {
        Api proxied = server().api().with("X-Forwarded-For", "203.0.113.9");
        String reader = server().key(server().tenant(), Role.READER);
        String admin = server().key(server().tenant(), Role.ADMIN);

        proxied.get(path).expect(401, "not_authenticated");
        proxied.as(reader).get(path).expect(403, "not_permitted");
        proxied.as(admin).get(path).expect(200);
        server().api().get(path).expect(200);
    }

    @Test
    void whatTakesMostOfTheTimeShouldComeFirst() {
        Got told = server().api().get("/v1/admin/statements").expect(200);

        assertThat(told.at("/items/0/statement").asString()).isEqualTo("MemoryMapper.list");
        assertThat(told.at("/items/1/calls").asInt()).isEqualTo(3);
    }

    @Test
    void anUnknownStatementShouldBeAnsweredWithThoseThatAreNear() {
        Got unknown = server().api().get("/v1/admin/explain/memorymapper.fnd").expect(404, "not_found");

        assertThat(unknown.at("/detail").asString()).contains("there is MemoryMapper.find");
        assertThat(server().api()
                        .get("/v1/admin/explain/nonsense")
                        .expect(404)
                        .at("/detail")
                        .asString())
                .isEqualTo("statement nonsense does not exist");
    }

    @Test
    void anAdministratorsQuestionShouldBeAnsweredInItsTenantAndAudited() {
        TenantId tenant = server().tenant();
        Api admin = server().api().as(server().key(tenant, Role.ADMIN));

        Got answer = admin.post(QUERY, "{\"sql\":\"SELECT 1\",\"parameters\":[\"secret\"]}")
                .expect(200);

        assertThat(answer.at("/rows/0/tenant").asString()).isEqualTo(tenant.value());
        assertThat(server().audit(tenant)).extracting(AuditEntry::action).startsWith("query.run");
        assertThat(server().audit(tenant).toString()).contains("SELECT 1").doesNotContain("secret");
    }

    @Test
    void nobodyElseShouldBeAnswered() {
        TenantId tenant = server().tenant();
        String question = "{\"sql\":\"SELECT 1\"}";

        server().api().post(QUERY, question).expect(401, "not_authenticated");
        server().api()
                .as(server().key(tenant, Role.WRITER))
                .post(QUERY, question)
                .expect(403, "not_permitted");
        server().api()
                .as(server().key(tenant, Role.ADMIN, new Namespace("users/1")))
                .post(QUERY, question)
                .expect(403, "not_permitted");
    }

    @Test
    void aQuestionOutOfBoundsShouldBeRefusedWhereItIs() {
        Got refused =
                server().admin().post(QUERY, "{\"sql\":\" \",\"limit\":1001}").expect(422, "invalid_input");

        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/sql");
        assertThat(refused.at("/errors/1/pointer").asString()).isEqualTo("/limit");
    }
}
