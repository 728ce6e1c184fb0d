package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.http.Api.Got;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@code Idempotency-Key} may be, and when two requests are the same one. */
final class IdempotencyKeyTest extends OnMemory {
    private static final String PATH = memory("n", "k");
    private static final String BODY = "{\"content\":\"x\"}";

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "tab\there"})
    void whatIsNoKeyShouldBeRefused(String key) {
        Got refused =
                server().admin().with("Idempotency-Key", key).put(PATH, BODY).expect(400, "malformed_request");

        assertThat(refused.at("/errors/0/header").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aKeyBeyondAsciiShouldBeRefused() {
        RawConnection.ask(
                        server().port(),
                        "DELETE " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + server().key(server().tenant(), Role.ADMIN)
                                + "\r\nIdempotency-Key: caf\u00e9\r\n\r\n")
                .expectProblem(400, "malformed_request");
    }

    @Test
    void theLongestKeyShouldBeTakenAndNoLongerOne() {
        String longest = "k".repeat(IdempotencyClaim.MAX_KEY_CHARACTERS);

        server().admin().with("Idempotency-Key", longest).put(PATH, BODY).expect(201);
        server().admin().with("Idempotency-Key", longest + "k").put(PATH, BODY).expect(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"quoted\"", "a/b?c=%00", "${x}", "%", "_", "*", "../..", "k;DROP"})
    void aKeyShouldMeanItselfAndNothingElse(String key) {
        Api admin = server().admin();
        admin.with("Idempotency-Key", key).put(PATH, BODY).expect(201);
        admin.with("Idempotency-Key", key).put(PATH, BODY).expect(201);
        admin.with("Idempotency-Key", key + "2").put(PATH, BODY).expect(200);

        assertThat(admin.get(PATH).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void aKeyShouldHaveNoMeaningWhereNothingIsChanged() {
        Api admin = server().admin().with("Idempotency-Key", "two words");

        admin.get("/v1/memories").expect(200);
        admin.post("/v1/memories/search", "{\"query\":\"x\"}").expect(200);
    }

    @Test
    void anotherRequestUnderTheSameKeyShouldBeRefusedAndChangeNothing() {
        Api admin = server().admin();
        Api keyed = admin.with("Idempotency-Key", "same");
        keyed.put(PATH, BODY).expect(201);

        for (Got other : List.of(
                keyed.put(PATH, "{\"content\": \"x\"}"),
                keyed.put(memory("n/k", "k"), BODY),
                keyed.put(memory("n", "K"), BODY),
                keyed.with("If-None-Match", "*").put(PATH, BODY),
                keyed.with("If-Match", "\"1\"").put(PATH, BODY),
                keyed.delete(PATH),
                keyed.post(PATH + "/restore"),
                keyed.post("/v1/admin/keys", "{\"name\":\"x\",\"role\":\"reader\"}"),
                keyed.post(
                        "/v1/memories/batch",
                        "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\"}]}"))) {
            other.expect(422, "idempotency_mismatch");
        }
        assertThat(admin.get(PATH).at("/version").asInt()).isEqualTo(1);
        assertThat(admin.get("/v1/admin/keys").at("/items")).hasSize(1);
    }

    @Test
    void theVersionAChangeIsBasedOnShouldBePartOfTheRequest() {
        Api admin = server().admin();
        admin.put(PATH, BODY).expect(201);
        Api keyed = admin.with("Idempotency-Key", "update");
        keyed.with("If-Match", "\"1\"").put(PATH, BODY).expect(200);

        keyed.with("If-Match", "\"2\"").put(PATH, BODY).expect(422, "idempotency_mismatch");
        keyed.with("If-Match", "\"1\"").put(PATH, BODY).expect(200);
        assertThat(admin.get(PATH).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void aRepetitionShouldAnswerWhatWasEvenWhenItIsNoLonger() {
        Api admin = server().admin();
        Api keyed = admin.with("Idempotency-Key", "first");
        Got first = keyed.put(PATH, BODY).expect(201);
        admin.put(PATH, "{\"content\":\"later\"}").expect(200);
        admin.delete(PATH).expect(204);

        Got again = keyed.put(PATH, BODY).expect(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        admin.get(PATH).expect(404);
    }

    @Test
    void aRefusalShouldNotUseUpTheKey() {
        Api keyed = server().admin().with("Idempotency-Key", "k");
        keyed.put(PATH, "{\"content\":\"\"}").expect(422, "invalid_input");
        keyed.with("If-Match", "\"1\"").put(PATH, BODY).expect(404, "not_found");
        keyed.put(PATH, "{\"contents\":\"x\"}").expect(400, "malformed_request");

        Got done = keyed.put(PATH, BODY).expect(201);
        assertThat(done.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aConditionalCreationShouldBeRepeatable() {
        Api keyed = server().admin().with("Idempotency-Key", "k").with("If-None-Match", "*");
        Got first = keyed.put(PATH, BODY).expect(201);

        assertThat(keyed.put(PATH, BODY).expect(201).text()).isEqualTo(first.text());
    }
}
