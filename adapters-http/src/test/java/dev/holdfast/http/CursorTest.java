package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cursor is good for the list it came from, unaltered, for a day. */
final class CursorTest extends OnMemory {
    private String key = "";

    @BeforeAll
    void write() {
        key = server().key(server().tenant(), Role.ADMIN);
        for (String name : List.of("a", "b", "c")) {
            admin().put(memory("n", name), "{\"content\":\"x\",\"category\":\"c\"}")
                    .expect(201);
            admin().put(memory("n", "a"), "{\"content\":\"x\",\"category\":\"c\"}");
        }
    }

    private Api admin() {
        return server().api().as(key);
    }

    private static String cursor(Got page) {
        return page.expect(200).at("/next_cursor").asString();
    }

    private void refused(String path) {
        Got refused = admin().get(path).expect(400, "invalid_cursor");
        assertThat(refused.at("/errors/0/parameter").asString()).isEqualTo("cursor");
    }

    @Test
    void noSingleBitOfItMayBeOtherwise() {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor(admin().get("/v1/memories?limit=1")));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            refused("/v1/memories?limit=1&cursor="
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            bytes[i] ^= 1;
        }
        admin().get("/v1/memories?limit=1&cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .expect(200);
    }

    @Test
    void whatIsNoCursorAtAllShouldBeRefused() {
        for (String text :
                List.of("", "x", "AAAA", "%20", "..", "A".repeat(43), "A".repeat(9_000), "%C3%A9", "n%2Fa")) {
            refused("/v1/memories?cursor=" + text);
        }
        String good = cursor(admin().get("/v1/memories?limit=1"));
        refused("/v1/memories?cursor=" + good + "A");
        refused("/v1/memories?cursor=" + good.substring(1));
        refused("/v1/memories?cursor=" + good + "%0A");
    }

    @Test
    void itShouldBelongToOneListAndItsConditions() {
        String all = cursor(admin().get("/v1/memories?limit=1"));
        String some = cursor(admin().get("/v1/memories?limit=1&category=c"));
        String revisions = cursor(admin().get(memory("n", "a") + "/revisions?limit=1"));

        refused("/v1/memories?limit=1&category=c&cursor=" + all);
        refused("/v1/memories?limit=1&cursor=" + some);
        refused("/v1/memories?limit=1&category=d&cursor=" + some);
        refused("/v1/memories?limit=1&category=c&min_importance=1&cursor=" + some);
        refused("/v1/memories?limit=1&cursor=" + revisions);
        refused(memory("n", "b") + "/revisions?limit=1&cursor=" + revisions);
        refused("/v1/audit?limit=1&cursor=" + all);
        refused("/v1/admin/keys?limit=1&cursor=" + all);
    }

    @Test
    void theOrderOfTheConditionsAndTheLimitShouldNotMatter() {
        String cursor = cursor(admin().get("/v1/memories?limit=1&category=c&namespace=n"));

        Got next = admin().get("/v1/memories?namespace=n&cursor=" + cursor + "&category=%63&limit=2");
        assertThat(next.expect(200).at("/items"))
                .extracting(item -> item.at("/key").asString())
                .containsExactly("b", "c");
    }

    @Test
    void anotherKeyOfTheTenantMayWalkOn() {
        String other = server().key(
                        new TenantId(admin().get("/v1/whoami").at("/tenant").asString()), Role.READER);

        server().api()
                .as(other)
                .get("/v1/memories?limit=1&cursor=" + cursor(admin().get("/v1/memories?limit=1")))
                .expect(200);
    }

    @Test
    void aLinkShouldCarryTheConditionsAndTheLimit() {
        Got page = admin().get("/v1/memories?limit=1&category=c&tag=").expect(422);
        assertThat(page.header("Link")).isEmpty();

        String link =
                admin().get("/v1/memories?limit=1&category=c").header("Link").orElseThrow();
        assertThat(link).startsWith("</v1/memories?category=c&limit=1&cursor=").endsWith(">; rel=\"next\"");
    }

    @Test
    void itShouldBeGoodForADay() {
        SettableClock clock = SettableClock.at(Instant.parse("2999-01-01T00:00:00Z"));
        try (HttpUnderTest server = onMemory(clock)) {
            Api admin = server.admin();
            admin.put(memory("n", "a"), "{\"content\":\"x\"}").expect(201);
            admin.put(memory("n", "b"), "{\"content\":\"x\"}").expect(201);
            String path = "/v1/memories?limit=1&cursor=" + cursor(admin.get("/v1/memories?limit=1"));

            clock.advance(Duration.ofHours(24).minusMillis(1));
            admin.get(path).expect(200);
            clock.advance(Duration.ofMillis(1));
            admin.get(path).expect(400, "invalid_cursor");
        }
    }
}
