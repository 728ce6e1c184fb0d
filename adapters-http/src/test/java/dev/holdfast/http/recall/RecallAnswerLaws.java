package dev.holdfast.http.recall;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an answer looks like, and what may be asked. */
public interface RecallAnswerLaws {
    HttpUnderTest http();

    @Test
    default void anAnswerShouldSayWhatWhereWhenAndHowWell() {
        Api api = http().admin();
        api.put(
                        memory("users/42", "pet"),
                        "{\"content\":\"The quokka is called Pebble.\",\"source\":\"chat\","
                                + "\"valid_from\":\"2026-01-31T12:00:00Z\"}")
                .expect(201);

        Got answer = api.post("/v1/recall", "{\"query\":\"what is the quokka called?\"}")
                .expect(200);

        assertThat(answer.at("/items/0/kind").asString()).isEqualTo("memory");
        assertThat(answer.at("/items/0/namespace").asString()).isEqualTo("users/42");
        assertThat(answer.at("/items/0/key").asString()).isEqualTo("pet");
        assertThat(answer.at("/items/0/text").asString()).isEqualTo("The quokka is called Pebble.");
        assertThat(answer.at("/items/0/cut").asBoolean()).isFalse();
        assertThat(answer.at("/items/0/date").asString()).isEqualTo("2026-01-31T12:00:00.000000Z");
        assertThat(answer.at("/items/0/source").asString()).isEqualTo("chat");
        assertThat(answer.at("/items/0/score").asDouble()).isPositive();
        assertThat(answer.at("/tokens").asInt()).isPositive();
        assertThat(answer.at("/embedding").asString()).isEqualTo("none");
        assertThat(answer.json().has("dropped")).isFalse();
        assertThat(answer.at("/items/0").has("explain")).isFalse();
    }

    @Test
    default void explainShouldTellTheWordsTheArmsAndWhatWasLeftOut() {
        Api api = http().admin();
        for (int i = 0; i < 5; i++) {
            api.put(memory("n", "k" + i), "{\"content\":\"quokka leaf " + "x".repeat(i) + "\"}")
                    .expect(201);
        }

        Got answer = api.post("/v1/recall", "{\"query\":\"quokka leaf\",\"limit\":2,\"explain\":true}")
                .expect(200);

        assertThat(answer.at("/items")).hasSize(2);
        assertThat(answer.at("/items/0/explain/arms/0/name").asString()).isEqualTo("lexical");
        assertThat(answer.at("/items/0/explain/arms/0/rank").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/0/explain/terms")).hasSize(2);
        assertThat(answer.at("/items/0/explain/terms/0/idf").asDouble()).isPositive();
        assertThat(answer.at("/dropped")).hasSize(3);
        assertThat(answer.at("/dropped/0/reason").asString()).isIn("limit", "diversity");
        assertThat(api.post("/v1/memories/search", "{\"query\":\"quokka\",\"explain\":true}")
                        .expect(200)
                        .at("/items/0/explain/terms/0/term")
                        .asString())
                .isNotEmpty();
    }

    @Test
    default void theRankingShouldBeTheCallersToSet() {
        Api api = http().admin();
        api.put(memory("n", "a"), "{\"content\":\"quokka\",\"importance\":10}").expect(201);
        api.put(memory("m", "b"), "{\"content\":\"quokka quokka quokka\"}").expect(201);
        String loud = "{\"query\":\"quokka\",\"ranking\":{\"importance\":10,\"half_life\":\"PT12H\",\"window\":50}}";
        String quiet = "{\"query\":\"quokka\",\"ranking\":{\"importance\":0,\"recency\":0}}";

        assertThat(api.post("/v1/recall", loud).expect(200).at("/items/0/key").asString())
                .isEqualTo("a");
        assertThat(api.post("/v1/recall", quiet).expect(200).at("/items/0/key").asString())
                .isEqualTo("b");
        assertThat(api.post("/v1/memories/search", loud)
                        .expect(200)
                        .at("/items/0/memory/key")
                        .asString())
                .isEqualTo("a");
    }

    @Test
    default void aRankingThatCannotBeShouldBeRefusedAtItsPlace() {
        Map<String, String> wrong = Map.of(
                "{\"k2\":1}", "400 /ranking/k2",
                "{\"k1\":\"1\"}", "400 /ranking/k1",
                "{\"window\":1.5}", "400 /ranking/window",
                "{\"half_life\":30}", "400 /ranking/half_life",
                "{\"half_life\":\"30 days\"}", "400 /ranking/half_life",
                "{\"k1\":-1}", "422 /ranking/k1",
                "{\"window\":500,\"characters\":4001}", "422 /ranking/characters",
                "{\"window\":501}", "422 /ranking/window");

        wrong.forEach((ranking, expected) -> {
            Got got = http().admin().post("/v1/recall", "{\"query\":\"x\",\"ranking\":" + ranking + "}");
            assertThat(got.status() + " " + got.at("/errors/0/pointer").asString())
                    .as(ranking)
                    .isEqualTo(expected);
        });
    }

    @Test
    default void aVectorShouldBeOne() {
        List<String> wrong = List.of(
                "{\"vector\":[1]}",
                "{\"model\":\"m\",\"vector\":[]}",
                "{\"model\":\"m\",\"vector\":[0,0]}",
                "{\"model\":\"m\",\"vector\":[\"1\"]}",
                "{\"model\":\"m\",\"vector\":[1e39]}",
                "{\"model\":\"\",\"vector\":[1]}",
                "{\"model\":\"m\",\"vector\":[1],\"metric\":\"manhattan\"}",
                "{\"model\":\"m\",\"vector\":[1],\"effort\":0}",
                "{\"model\":\"m\",\"vector\":[" + String.join(",", Collections.nCopies(4001, "1")) + "]}");

        for (String embedding : wrong) {
            Got got = http().admin().post("/v1/recall", "{\"query\":\"x\",\"embedding\":" + embedding + "}");
            assertThat(got.status()).as(embedding).isIn(400, 422);
            assertThat(got.at("/errors/0/pointer").asString()).startsWith("/embedding");
        }
    }

    @Test
    default void whatIsOutOfBoundsShouldBeRefusedAtItsPlace() {
        Map<String, String> wrong = Map.of(
                "{\"query\":\"\"}", "/query",
                "{\"query\":\"x\",\"limit\":0}", "/limit",
                "{\"query\":\"x\",\"max_tokens\":0}", "/max_tokens",
                "{\"query\":\"x\",\"namespace\":\"a//b\"}", "/namespace",
                "{\"query\":\"x\",\"collections\":[\"ok\",\"Not ok\"]}", "/collections/1",
                "{\"query\":\"x\",\"as_of\":\"0000-01-01T00:00:00Z\"}", "/as_of",
                "{\"query\":\"x\",\"explain\":\"yes\"}", "/explain",
                "{\"query\":\"x\",\"sources\":[\"web\"]}", "/sources/0");

        wrong.forEach((body, pointer) -> {
            Got got = http().admin().post("/v1/recall", body);
            assertThat(got.status()).as(body).isIn(400, 422);
            assertThat(got.at("/errors/0/pointer").asString()).as(body).isEqualTo(pointer);
        });
    }

    @Test
    default void hostileQuestionsShouldBeAnswered() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"some words\"}").expect(201);
        List<String> texts = new ArrayList<>(HostileTexts.QUERIES);
        texts.addAll(HostileTexts.ALL);

        for (String text : texts) {
            api.post("/v1/recall", json(Map.of("query", text, "explain", true))).expect(200);
        }
    }

    @Test
    default void aLimitedKeyShouldBeAnsweredFromItsNamespaces() {
        TenantId tenant = http().tenant();
        Api admin = http().api().as(http().key(tenant, Role.ADMIN));
        Api limited = http().api().as(http().key(tenant, Role.READER, new Namespace("users/1")));
        admin.put(memory("users/1", "mine"), "{\"content\":\"quokka\"}").expect(201);
        admin.put(memory("users/10", "theirs"), "{\"content\":\"quokka\"}").expect(201);

        Got answer = limited.post("/v1/recall", "{\"query\":\"quokka\",\"explain\":true}")
                .expect(200);

        assertThat(answer.at("/items")).hasSize(1);
        assertThat(answer.text()).contains("mine").doesNotContain("theirs");
        limited.post("/v1/recall", "{\"query\":\"quokka\",\"namespace\":\"users/10\"}")
                .expect(403, "not_permitted");
        limited.post("/v1/recall", "{\"query\":\"quokka\",\"collections\":[\"handbook\"]}")
                .expect(403, "not_permitted");
        limited.post("/v1/collections/handbook/search", "{\"query\":\"quokka\"}")
                .expect(403, "not_permitted");
    }

    @Test
    default void theBestMatchOfAnotherTenantShouldNowhereShow() {
        Api theirs = http().admin();
        Api ours = http().admin();
        theirs.put(memory("n", "best"), "{\"content\":\"the treasure lies under the quokka\"}")
                .expect(201);
        String id = theirs.post("/v1/recall", "{\"query\":\"treasure\"}")
                .expect(200)
                .at("/recall_id")
                .asString();
        ours.put(memory("n", "ours"), "{\"content\":\"a treasure\"}").expect(201);

        for (String path : List.of("/v1/recall", "/v1/memories/search")) {
            Got answer = ours.post(path, "{\"query\":\"where does the treasure lie? quokka\",\"explain\":true}")
                    .expect(200);
            assertThat(answer.at("/items")).hasSize(1);
            assertThat(answer.text()).doesNotContain("quokka").doesNotContain("best");
        }
        ours.get("/v1/recall/" + id).expect(404, "not_found");
        ours.post("/v1/recall/" + id + "/feedback", "{\"item\":\"" + id + "\",\"verdict\":\"used\"}")
                .expect(404, "not_found");
    }
}
