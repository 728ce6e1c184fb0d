package dev.holdfast.http.identity;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The endpoints of API keys from the first look to the revocation, over any storage. */
public interface KeyApiContract {
    String KEYS = "/v1/admin/keys";

    HttpUnderTest http();

    private static Got create(Api admin, Map<String, ?> wish) {
        return admin.post(KEYS, json(wish));
    }

    private static String token(Got created) {
        return created.expect(201).at("/token").asString();
    }

    private static String id(Got created) {
        return created.expect(201).at("/key/id").asString();
    }

    @Test
    default void aKeyShouldWorkAndItsSecretShouldBeShownOnce() {
        Api admin = http().admin();
        Got created = create(admin, Map.of("name", "agent", "role", "writer"));
        String secret = token(created).split("_", -1)[3];
        String path = KEYS + "/" + id(created);

        assertThat(token(created)).startsWith("hf_test_").hasSizeGreaterThan(80);
        http().api().as(token(created)).get("/v1/whoami").expect(200);
        http().api().with("X-Api-Key", token(created)).get("/v1/whoami").expect(200);
        for (String text : List.of(
                admin.get(path).expect(200).text(),
                admin.get(KEYS).expect(200).text(),
                admin.get("/v1/audit").expect(200).text(),
                http().api().as(token(created)).get("/v1/whoami").text())) {
            assertThat(text).doesNotContain(secret).doesNotContain("token").doesNotContain("hash");
        }
        assertThat(admin.get(path).json()).isEqualTo(created.at("/key"));
    }

    @Test
    default void aKeyShouldBeShownAgainWithoutItsSecretWhenItsCreationIsRepeated() {
        Api admin = http().admin().with("Idempotency-Key", "once");
        Got first = create(admin, Map.of("name", "agent", "role", "reader"));
        Got again = create(admin, Map.of("name", "agent", "role", "reader"));

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(again.json().has("token")).isFalse();
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.at("/key")).isEqualTo(first.at("/key"));
        create(admin, Map.of("name", "agent", "role", "admin")).expect(422, "idempotency_mismatch");
    }

    @Test
    default void everyRoleShouldHaveItsPermissions() {
        Api admin = http().admin();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            Got self = http().api()
                    .as(token(create(admin, Map.of("name", name, "role", name))))
                    .get("/v1/whoami")
                    .expect(200);

            assertThat(self.at("/role").asString()).isEqualTo(name);
            assertThat(self.at("/permissions"))
                    .extracting(permission -> permission.asString())
                    .containsExactlyInAnyOrderElementsOf(role.permissions().stream()
                            .map(Permission::wireName)
                            .toList());
        }
    }

    @Test
    default void keysShouldBeListedTheOldestFirst() {
        Api admin = http().admin();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(id(create(admin, Map.of("name", "number " + i, "role", "reader"))));
        }

        List<String> listed = new ArrayList<>();
        Got page = admin.get(KEYS + "?limit=2").expect(200);
        page.at("/items").forEach(key -> listed.add(key.at("/id").asString()));
        while (page.json().has("next_cursor")) {
            String link = page.header("Link").orElseThrow();
            page = admin.get(link.substring(1, link.indexOf('>'))).expect(200);
            page.at("/items").forEach(key -> listed.add(key.at("/id").asString()));
        }

        assertThat(listed).endsWith(made.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    @Test
    default void aKeyShouldReachTheNamespacesItWasMadeFor() {
        Api admin = http().admin();
        Api limited = http().api()
                .as(token(create(
                        admin, Map.of("name", "x", "role", "writer", "namespaces", List.of("users/1", "shared")))));

        assertThat(limited.get("/v1/whoami").at("/namespaces"))
                .extracting(namespace -> namespace.asString())
                .containsExactly("users/1", "shared");
        limited.put(memory("users/1/a", "k"), "{\"content\":\"x\"}").expect(201);
        limited.put(memory("shared", "k"), "{\"content\":\"x\"}").expect(201);
        limited.put(memory("users/10", "k"), "{\"content\":\"x\"}").expect(403, "not_permitted");
        limited.put(memory("users", "k"), "{\"content\":\"x\"}").expect(403, "not_permitted");
    }

    @Test
    default void aLimitedAdministratorShouldPassOnNoMoreThanItHas() {
        TenantId tenant = http().tenant();
        Api limited = http().api().as(http().key(tenant, Role.ADMIN, new Namespace("users/1")));

        create(limited, Map.of("name", "x", "role", "reader")).expect(403, "not_permitted");
        create(limited, Map.of("name", "x", "role", "reader", "namespaces", List.of()))
                .expect(403, "not_permitted");
        create(limited, Map.of("name", "x", "role", "reader", "namespaces", List.of("users")))
                .expect(403, "not_permitted");
        create(limited, Map.of("name", "x", "role", "reader", "namespaces", List.of("users/1/a", "users/10")))
                .expect(403, "not_permitted");
        create(limited, Map.of("name", "x", "role", "admin", "namespaces", List.of("users/1/a")))
                .expect(201);
    }

    @Test
    default void aRevokedKeyShouldBeRefusedWithinASecondAndForGood() {
        Api admin = http().admin();
        Got created = create(admin, Map.of("name", "x", "role", "reader"));
        Api holder = http().api().as(token(created));
        String path = KEYS + "/" + id(created);
        holder.get("/v1/whoami").expect(200);

        admin.delete(path).expect(204);
        long revoked = System.nanoTime();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    boolean late =
                            System.nanoTime() - revoked > Duration.ofSeconds(1).toNanos();
                    int status = holder.get("/v1/whoami").status();
                    assertThat(status).isIn(late ? List.of(401) : List.of(200, 401));
                    return status == 401;
                });

        String revokedAt = admin.get(path).expect(200).at("/revoked_at").asString();
        admin.delete(path).expect(204);
        assertThat(admin.get(path).at("/revoked_at").asString()).isNotEmpty().isEqualTo(revokedAt);
        holder.get("/v1/whoami").expect(401, "not_authenticated");
    }

    @Test
    default void aKeyShouldEndWhenItWasToEnd() {
        Api admin = http().admin();
        Instant now = Instant.parse(create(admin, Map.of("name", "x", "role", "reader"))
                .expect(201)
                .at("/key/created_at")
                .asString());
        Api holder = http().api()
                .as(token(create(
                        admin,
                        Map.of(
                                "name",
                                "short",
                                "role",
                                "reader",
                                "expires_at",
                                now.plusSeconds(2).toString()))));

        holder.get("/v1/whoami").expect(200);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(4))
                .until(() -> holder.get("/v1/whoami").status() == 401);
    }

    @Test
    default void aUseOfADeadKeyShouldBeInTheAudit() {
        TenantId tenant = http().tenant();
        http().api()
                .as(http().revokedKey(tenant, Role.ADMIN))
                .with("X-Request-Id", "dead-key")
                .get("/v1/whoami")
                .expect(401);

        assertThat(http().audit(tenant))
                .filteredOn(entry -> entry.requestId().equals("dead-key"))
                .extracting(entry -> entry.action())
                .containsExactly("key.use");
    }

    @Test
    default void anIdThatNamesNoKeyShouldBeNotFound() {
        Api admin = http().admin();
        for (String id : List.of(
                "0190b6c8-5f5e-7000-8000-000000000000",
                "x",
                "0190B6C8-5F5E-7000-8000-000000000000",
                "0",
                "%2E%2E",
                "1-1-1-1-1",
                "%27",
                "0190b6c8-5f5e-7000-8000-00000000000g",
                "x".repeat(500))) {
            admin.get(KEYS + "/" + id).expect(404, "not_found");
            admin.delete(KEYS + "/" + id).expect(404, "not_found");
        }
    }

    @Test
    default void whatIsWrongWithAWishForAKeyShouldBeNamed() {
        Api admin = http().admin();
        List<String> tooMany = IntStream.range(0, 33).mapToObj(i -> "n" + i).toList();

        wrong(create(admin, Map.of("name", "", "role", "reader")), 422, "/name");
        wrong(create(admin, Map.of("name", "x".repeat(101), "role", "reader")), 422, "/name");
        wrong(create(admin, Map.of("name", "a\u0000b", "role", "reader")), 422, "/name");
        wrong(admin.post(KEYS, "{\"name\":\"\\ud800\",\"role\":\"reader\"}"), 422, "/name");
        wrong(create(admin, Map.of("name", "x", "role", "owner")), 400, "/role");
        wrong(create(admin, Map.of("name", "x", "role", "READER")), 400, "/role");
        wrong(create(admin, Map.of("name", "x")), 400, "/role");
        wrong(create(admin, Map.of("name", "x", "role", "reader", "tenant", "other")), 400, "/tenant");
        wrong(
                create(admin, Map.of("name", "x", "role", "reader", "namespaces", List.of("a", "b//c"))),
                422,
                "/namespaces/1");
        wrong(
                create(admin, Map.of("name", "x", "role", "reader", "expires_at", "2020-01-01T00:00:00Z")),
                422,
                "/expires_at");
        create(admin, Map.of("name", "x", "role", "reader", "namespaces", tooMany))
                .expect(422, "limit_exceeded");
    }

    private static void wrong(Got refused, int status, String pointer) {
        assertThat(refused.expect(status).at("/errors"))
                .extracting(error -> error.at("/pointer").asString())
                .as(refused.text())
                .containsExactly(pointer);
    }

    @Test
    default void aNameShouldComeBackAsItWas() {
        Api admin = http().admin();
        for (String name : HostileTexts.ALL) {
            Got created = create(admin, Map.of("name", name, "role", "reader")).expect(201);

            assertThat(admin.get(KEYS + "/" + id(created)).at("/name").asString())
                    .isEqualTo(name);
        }
    }
}
