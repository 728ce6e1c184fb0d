package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api.Got;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query string may be. A condition that is not understood is refused, because ignoring it would answer everything. */
final class QueryStringTest extends OnMemory {
    @TestFactory
    Stream<DynamicTest> anUnknownParameterShouldBeRefusedEverywhere() {
        return server().endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.name(), () -> {
                    String path = endpoint.path().text().replace("{", "").replace("}", "");
                    for (String name :
                            List.of("unknown", "Limit", "namespace'--", "tenant", "category%5B%24ne%5D", "")) {
                        Got refused = server().admin()
                                .send(endpoint.method().name(), path + "?" + name + "=x", new byte[0])
                                .expect(400, "unknown_parameter");
                        assertThat(refused.at("/errors/0/code").asString()).isEqualTo("unknown_parameter");
                    }
                }));
    }

    @Test
    void aParameterGivenTwiceShouldBeRefusedUnlessItMayBe() {
        Api admin = server().admin();

        for (String twice : List.of("category=a&category=a", "limit=1&limit=2", "namespace=a&namespace=b")) {
            Got refused = admin.get("/v1/memories?" + twice).expect(400, "unknown_parameter");
            assertThat(refused.at("/errors/0/code").asString()).isEqualTo("repeated_parameter");
        }
        admin.get("/v1/memories?tag=a&tag=b").expect(200);
    }

    @Test
    void moreTagsThanAFilterMayHaveShouldBeRefused() {
        assertThat(tags(16).status()).isEqualTo(200);
        assertThat(tags(17).status()).isEqualTo(422);
    }

    private Got tags(int count) {
        return server().admin()
                .get("/v1/memories?"
                        + IntStream.range(0, count).mapToObj(i -> "tag=t" + i).collect(Collectors.joining("&")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=ten",
                "limit=",
                "limit",
                "limit=1.0",
                "limit=%2B1",
                "limit=+1",
                "limit=0x1",
                "limit=9999999999",
                "limit=--1",
                "limit=\u0661",
                "min_importance=high",
                "as_of=yesterday",
                "as_of=2026-01-01",
                "as_of=2026-01-01T00:00:00",
                "as_of=2026-01-01T00:00:00+01:00",
                "as_of=2026-02-30T00:00:00Z",
                "as_of=2026-01-01T24:00:00Z",
                "as_of=2026-01-01T23:59:60Z",
                "as_of=1e9",
                "expires_before="
            })
    void aValueOfTheWrongKindShouldBeRefused(String query) {
        String encoded = query.replace("\u0661", "%D9%A1");
        Got refused = server().admin().get("/v1/memories?" + encoded).expect(400, "malformed_request");

        assertThat(refused.at("/errors/0/parameter").asString()).isEqualTo(query.split("=", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"category=%", "category=%2", "category=%zz", "category=%C0%AF", "category=%ED%A0%80", "%FF=x"})
    void whatIsNotPercentEncodedUtf8ShouldBeRefused(String query) {
        // No client that minds the rules sends these.
        RawConnection.ask(
                        server().port(),
                        "GET /v1/memories?" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + server().key(server().tenant(), Role.READER)
                                + "\r\n\r\n")
                .expectProblem(400, "malformed_request");
    }

    @Test
    void anEmptyQueryStringShouldBeNone() {
        Api admin = server().admin();

        admin.get("/v1/memories?").expect(200);
        admin.get("/v1/memories?&&").expect(200);
    }

    @Test
    void aPlusShouldBeASpaceAndAnEncodedPlusItself() {
        Api admin = server().admin();
        admin.put(Api.memory("n", "space"), "{\"content\":\"x\",\"category\":\"a b\"}")
                .expect(201);
        admin.put(Api.memory("n", "plus"), "{\"content\":\"x\",\"category\":\"a+b\"}")
                .expect(201);

        assertThat(admin.get("/v1/memories?category=a+b").at("/items/0/key").asString())
                .isEqualTo("space");
        assertThat(admin.get("/v1/memories?category=a%20b").at("/items/0/key").asString())
                .isEqualTo("space");
        assertThat(admin.get("/v1/memories?category=a%2Bb").at("/items/0/key").asString())
                .isEqualTo("plus");
    }

    @Test
    void aFlagShouldBeTrueFalseOrEmpty() {
        assertThat(server().api().get("/readyz?verbose").expect(200).json().has("checks"))
                .isTrue();
        assertThat(server().api().get("/readyz?verbose=true").expect(200).json().has("checks"))
                .isTrue();
        assertThat(server().api()
                        .get("/readyz?verbose=false")
                        .expect(200)
                        .json()
                        .has("checks"))
                .isFalse();
        server().api().get("/readyz?verbose=yes").expect(400, "malformed_request");
    }
}
