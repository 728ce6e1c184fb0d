package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asking the packaged server. */
final class RecallTest {
    private static final String QUESTION = "{\"query\":\"what does the quokka eat?\",\"explain\":true,\"limit\":3}";

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @Test
    void theSameQuestionShouldHaveTheSameAnswerAfterARestart() {
        Home home = NODES.home();
        Node first = NODES.serve(home);
        String key = first.printedKey().orElseThrow();
        Api api = first.as(key);
        api.put(memory("users/42", "pet"), "{\"content\":\"The quokka is called Pebble.\"}")
                .expect(201);
        api.put(memory("users/42", "food"), "{\"content\":\"Pebble the quokka eats leaves.\"}")
                .expect(201);
        api.put("/v1/collections/handbook", "{}").expect(201);
        api.put(
                        "/v1/collections/handbook/documents/care",
                        "{\"title\":\"Care\",\"chunks\":[{\"text\":\"A quokka eats leaves and grass.\"},"
                                + "{\"text\":\"It sleeps by day.\"}]}")
                .expect(201);
        Got before = api.post("/v1/recall", QUESTION).expect(200);
        assertThat(before.at("/items").findValuesAsString("kind")).contains("memory", "chunk");
        String line = "/v1/recall/" + before.at("/recall_id").asString();
        String item = before.at("/items/0/id").asString();
        api.post(line + "/feedback", "{\"item\":\"" + item + "\",\"verdict\":\"used\"}")
                .expect(201);
        first.program().terminate();
        assertThat(first.program().exitCode()).as("%s", first.program()).isZero();

        Api again = NODES.serve(home).as(key);

        Got after = again.post("/v1/recall", QUESTION).expect(200);
        assertThat(after.at("/items").findValuesAsString("id"))
                .isEqualTo(before.at("/items").findValuesAsString("id"));
        assertThat(after.at("/items").findValuesAsString("text"))
                .isEqualTo(before.at("/items").findValuesAsString("text"));
        assertThat(again.get(line).expect(200).at("/items/0/feedback/0/verdict").asString())
                .isEqualTo("used");
    }
}
