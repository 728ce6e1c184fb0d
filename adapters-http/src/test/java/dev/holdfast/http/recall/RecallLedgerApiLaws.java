package dev.holdfast.http.recall;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger over the wire. */
public interface RecallLedgerApiLaws {
    HttpUnderTest http();

    @Test
    default void anAnswerShouldBeFoundInTheLedger() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"quokka\"}").expect(201);
        Got answer = api.post(
                        "/v1/recall",
                        "{\"query\":\"quokka\",\"namespace\":\"n\",\"collections\":[\"faq\"],\"ranking\":{\"k1\":2}}")
                .expect(200);

        Got line = api.get("/v1/recall/" + answer.at("/recall_id").asString()).expect(200);

        assertThat(line.at("/query").asString()).isEqualTo("quokka");
        assertThat(line.at("/namespace").asString()).isEqualTo("n");
        assertThat(line.at("/collections/0").asString()).isEqualTo("faq");
        assertThat(line.at("/ranking/k1").asInt()).isEqualTo(2);
        assertThat(line.at("/tokens")).isEqualTo(answer.at("/tokens"));
        assertThat(line.at("/items")).hasSize(1);
        assertThat(line.at("/items/0/id")).isEqualTo(answer.at("/items/0/id"));
        assertThat(line.at("/items/0/score")).isEqualTo(answer.at("/items/0/score"));
        assertThat(line.at("/items/0/rank").asInt()).isEqualTo(1);
        assertThat(line.at("/items/0/feedback")).isEmpty();
    }

    @Test
    default void whatBecameOfAnItemShouldBeSaidAndSeen() {
        var tenant = http().tenant();
        Api api = http().api().as(http().key(tenant, Role.ADMIN));
        Api reader = http().api().as(http().key(tenant, Role.READER));
        api.put(memory("n", "k"), "{\"content\":\"quokka\"}").expect(201);
        Got answer = api.post("/v1/recall", "{\"query\":\"quokka\"}").expect(200);
        String line = "/v1/recall/" + answer.at("/recall_id").asString();
        String item = answer.at("/items/0/id").asString();

        api.post(line + "/feedback", said(item, "used")).expect(201);
        api.post(line + "/feedback", said(item, "outdated")).expect(200);
        reader.post(line + "/feedback", said(item, "wrong")).expect(201);

        Got found = api.get(line).expect(200);
        assertThat(found.at("/items/0/feedback")).hasSize(2);
        assertThat(found.at("/items/0/feedback").findValuesAsString("verdict"))
                .containsExactlyInAnyOrder("outdated", "wrong");
        assertThat(found.at("/items/0/feedback/0/note").asString()).isEqualTo("because");
    }

    private static String said(String item, String verdict) {
        return "{\"item\":\"" + item + "\",\"verdict\":\"" + verdict + "\",\"note\":\"because\"}";
    }

    @Test
    default void feedbackShouldBeRefusedWhereItBelongsToNothing() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"quokka\"}").expect(201);
        Got answer = api.post("/v1/recall", "{\"query\":\"quokka\"}").expect(200);
        String id = answer.at("/recall_id").asString();
        String item = answer.at("/items/0/id").asString();

        api.post("/v1/recall/" + id + "/feedback", said(id, "used")).expect(404, "not_found");
        api.post("/v1/recall/" + item + "/feedback", said(item, "used")).expect(404, "not_found");
        api.post("/v1/recall/" + id + "/feedback", said("nonsense", "used")).expect(422, "invalid_input");
        api.post("/v1/recall/" + id + "/feedback", said(item, "loved")).expect(400, "malformed_request");
        for (String none : List.of("nonsense", item, "1-1-1-1-1")) {
            api.get("/v1/recall/" + none).expect(404, "not_found");
        }
    }

    @Test
    default void feedbackShouldHappenOncePerIdempotencyKey() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"quokka\"}").expect(201);
        Got answer = api.post("/v1/recall", "{\"query\":\"quokka\"}").expect(200);
        String path = "/v1/recall/" + answer.at("/recall_id").asString() + "/feedback";
        String item = answer.at("/items/0/id").asString();
        Api once = api.with("Idempotency-Key", "once");

        Got first = once.post(path, said(item, "used")).expect(201);
        Got again = once.post(path, said(item, "used")).expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        once.post(path, said(item, "wrong")).expect(422, "idempotency_mismatch");
    }
}
