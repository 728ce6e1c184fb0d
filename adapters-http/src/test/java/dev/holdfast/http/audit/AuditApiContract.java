package dev.holdfast.http.audit;

import static dev.holdfast.http.Api.encode;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The endpoints of the audit over any storage. */
public interface AuditApiContract {
    HttpUnderTest http();

    private static List<String> actions(Got page) {
        List<String> actions = new ArrayList<>();
        for (JsonNode entry : page.expect(200).at("/items")) {
            actions.add(entry.at("/action").asString());
        }
        return actions;
    }

    /** A tenant in which a few things happened, and its administrator. */
    private static Api eventful(HttpUnderTest http) {
        TenantId tenant = http.tenant();
        Api admin = http.api().as(http.key(tenant, Role.ADMIN));
        admin.put(memory("n", "a"), "{\"content\":\"the content\"}").expect(201);
        admin.put(memory("n", "a"), "{\"content\":\"the content\"}").expect(200);
        admin.put(memory("n", "b_"), "{\"content\":\"the content\"}").expect(201);
        admin.delete(memory("n", "a")).expect(204);
        http.api().as(http.key(tenant, Role.READER)).delete(memory("n", "b_")).expect(403);
        return admin;
    }

    @Test
    default void everyChangeAndEveryRefusalShouldBeListedTheNewestFirst() {
        Api admin = eventful(http());
        Got page = admin.get("/v1/audit").expect(200);

        assertThat(actions(page))
                .startsWith("memory.delete", "test.key", "memory.delete", "memory.set", "memory.set", "memory.set");
        assertThat(page.at("/items/0/outcome").asString()).isEqualTo("refused");
        assertThat(page.at("/items/2/outcome").asString()).isEqualTo("done");
        assertThat(page.at("/items/2/subject/type").asString()).isEqualTo("memory");
        assertThat(page.at("/items/2/subject/name").asString()).isEqualTo("n/a");
        assertThat(page.at("/items/2/subject/version").asInt()).isEqualTo(3);
        assertThat(page.at("/items/2/principal").asString()).startsWith("key/");
        assertThat(page.text()).doesNotContain("the content");
    }

    @Test
    default void aListShouldHonourEveryCondition() {
        Api admin = eventful(http());
        JsonNode newest = admin.get("/v1/audit?limit=1").at("/items/0");
        String at = newest.at("/at").asString();
        String reader = newest.at("/principal").asString();

        assertThat(actions(admin.get("/v1/audit?action=memory.delete"))).hasSize(2);
        assertThat(actions(admin.get("/v1/audit?action=memory"))).isEmpty();
        assertThat(actions(admin.get("/v1/audit?action=memory.%25"))).isEmpty();
        assertThat(actions(admin.get("/v1/audit?outcome=refused"))).containsExactly("memory.delete");
        assertThat(actions(admin.get("/v1/audit?action=memory.delete&outcome=done")))
                .hasSize(1);
        assertThat(actions(admin.get("/v1/audit?subject=n%2Fa"))).hasSize(3);
        assertThat(actions(admin.get("/v1/audit?subject=n%2Fb_"))).hasSize(2);
        assertThat(actions(admin.get("/v1/audit?subject=n%2F__"))).isEmpty();
        assertThat(actions(admin.get("/v1/audit?subject=n"))).isEmpty();
        assertThat(actions(admin.get("/v1/audit?principal=" + encode(reader)))).containsExactly("memory.delete");
        assertThat(actions(admin.get("/v1/audit?principal=" + encode(reader) + "x")))
                .isEmpty();
        assertThat(actions(admin.get("/v1/audit?from=" + at))).contains("memory.delete");
        assertThat(admin.get("/v1/audit?to=" + at).at("/items"))
                .noneMatch(entry -> entry.at("/id").equals(newest.at("/id")));
        assertThat(actions(admin.get("/v1/audit?from=2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(actions(admin.get("/v1/audit?to=2000-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    default void aConditionThatCannotBeShouldBeRefused() {
        Api admin = http().admin();

        admin.get("/v1/audit?outcome=failed").expect(400, "malformed_request");
        admin.get("/v1/audit?from=now").expect(400, "malformed_request");
        admin.get("/v1/audit?tenant=other").expect(400, "unknown_parameter");
        for (String wrong : List.of("principal=", "principal=" + "x".repeat(201), "principal=a%07%00")) {
            Got refused = admin.get("/v1/audit?" + wrong).expect(422, "invalid_input");
            assertThat(refused.at("/errors/0/parameter").asString()).isEqualTo("principal");
        }
    }

    @Test
    default void everyEntryShouldBeMetOnceOnAWalk() {
        Api admin = http().admin();
        for (int i = 0; i < 7; i++) {
            admin.put(memory("n", "k" + i), "{\"content\":\"x\"}").expect(201);
        }

        List<String> walked = new ArrayList<>();
        Got page = admin.get("/v1/audit?limit=3&action=memory.set").expect(200);
        page.at("/items").forEach(entry -> walked.add(entry.at("/subject/name").asString()));
        while (page.json().has("next_cursor")) {
            // What is written during the walk is newer than where the walk is.
            admin.put(memory("n", "later"), "{\"content\":\"x\"}");
            String link = page.header("Link").orElseThrow();
            page = admin.get(link.substring(1, link.indexOf('>'))).expect(200);
            page.at("/items")
                    .forEach(entry -> walked.add(entry.at("/subject/name").asString()));
        }

        assertThat(walked).containsExactly("n/k6", "n/k5", "n/k4", "n/k3", "n/k2", "n/k1", "n/k0");
    }

    @Test
    default void theChainShouldBeSealedAndVerified() {
        Api admin = eventful(http());
        int entries = admin.get("/v1/audit?limit=200").at("/items").size();

        Got first = admin.get("/v1/audit/verify").expect(200);
        admin.put(memory("n", "c"), "{\"content\":\"x\"}").expect(201);
        Got second = admin.get("/v1/audit/verify").expect(200);

        assertThat(first.at("/intact").asBoolean()).isTrue();
        assertThat(first.json().has("broken_at")).isFalse();
        assertThat(first.at("/head/sequence").asInt()).isEqualTo(entries);
        assertThat(first.at("/head/hash").asString()).matches("[0-9a-f]{64}");
        assertThat(second.at("/head/sequence").asInt()).isEqualTo(entries + 1);
        assertThat(second.at("/head/hash")).isNotEqualTo(first.at("/head/hash"));
        assertThat(admin.get("/v1/audit?limit=1").at("/items/0/seal")).isEqualTo(second.at("/head"));
    }

    @Test
    default void aTenantWithoutAnAuditShouldVerify() {
        Got verified = http().admin().get("/v1/audit/verify").expect(200);

        assertThat(verified.at("/intact").asBoolean()).isTrue();
    }

    @Test
    default void onlyAnAdministratorShouldReadTheAuditAndARefusalShouldBeInIt() {
        TenantId tenant = http().tenant();
        Api admin = http().api().as(http().key(tenant, Role.ADMIN));
        for (Role role : List.of(Role.READER, Role.WRITER)) {
            Api other = http().api().as(http().key(tenant, role));
            other.get("/v1/audit").expect(403, "not_permitted");
            other.get("/v1/audit/verify").expect(403, "not_permitted");
        }
        http().api().get("/v1/audit").expect(401, "not_authenticated");

        assertThat(actions(admin.get("/v1/audit?outcome=refused")))
                .containsExactly("audit.verify", "audit.list", "audit.verify", "audit.list");
    }

    @Test
    default void namesShouldBeFoundAsTheyWere() {
        Api admin = http().admin();
        for (String name : HostileTexts.ALL) {
            admin.put(memory("n", name), "{\"content\":\"x\"}").expect(201);
            Got found = admin.get("/v1/audit?subject=" + encode("n/" + name)).expect(200);

            assertThat(found.at("/items")).as(name).hasSize(1);
            assertThat(found.at("/items/0/subject/name").asString()).isEqualTo("n/" + name);
        }
    }
}
