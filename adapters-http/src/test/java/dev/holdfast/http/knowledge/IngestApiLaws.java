package dev.holdfast.http.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many documents in one request, over any storage. */
public interface IngestApiLaws {
    String BOOK = "/v1/collections/handbook";
    String INGEST = BOOK + "/ingest";

    HttpUnderTest http();

    @Test
    default void linesShouldBecomeDocuments() {
        Api api = ready();
        String lines = """
            {"external_id":"tea.md","title":"Tea","text":"# Green\\n\\nNot boiling.\\n\\n# Black\\n\\nBoiling.","format":"markdown"}

            {"external_id":"plain","text":"# Not a heading","metadata":{"n":1}}\r
            {"external_id":"cut","chunks":[{"text":"one","headings":["A"]},{"text":"two"}]}
            """;

        counts(api.post(INGEST, lines).expect(200), 3, 0, 0, 0);

        Got tea = api.get(BOOK + "/documents/tea.md/chunks").expect(200);
        assertThat(tea.json().findValuesAsString("text")).containsExactly("Not boiling.", "Boiling.");
        assertThat(tea.at("/items/1/headings/0").asString()).isEqualTo("Black");
        assertThat(api.get(BOOK + "/documents/plain/chunks")
                        .expect(200)
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("# Not a heading");
        assertThat(api.get(BOOK + "/documents/cut")
                        .expect(200)
                        .at("/chunk_count")
                        .asInt())
                .isEqualTo(2);

        counts(api.post(INGEST, lines).expect(200), 0, 0, 3, 0);
        counts(api.post(INGEST, lines.replace("Not boiling", "Never boiling")).expect(200), 0, 1, 2, 0);
        counts(api.post(INGEST, "\n \r\n\t").expect(200), 0, 0, 0, 0);
    }

    @Test
    default void everyWrongLineShouldBeNamedAndTheOthersWritten() {
        Api api = ready();

        Got got = api.post(INGEST, """
            {"external_id":"good","text":"x"}
            not json
            {"external_id":"no text"}
            {"external_id":"both","text":"x","chunks":[]}
            {"text":"x"}
            {"external_id":"a","text":"x","colour":"green"}
            {"external_id":"b","title":"","text":"x","valid_from":"yesterday"}
            {"external_id":"c","chunks":[{"text":"x"},{"text":""}]}
            {"external_id":"..","text":"x"}
            {"external_id":"good","text":"again"}
            {"external_id":"d","text":"half \\ud800"}
            [1]
            {"external_id":"last","text":""}\
            """).expect(200);

        counts(got, 2, 0, 0, 11);
        assertThat(errors(got))
                .contains(
                        "2 /not_json",
                        "3 /text one_of",
                        "4 /text one_of",
                        "5 /external_id required",
                        "6 /colour unknown_field",
                        "7 /valid_from malformed",
                        "8 /chunks/1/text too_short",
                        "9 /external_id malformed",
                        "10 /external_id duplicate",
                        "11 /text lone_surrogate",
                        "12 /wrong_type");
        assertThat(api.get(BOOK + "/documents").expect(200).json().findValuesAsString("external_id"))
                .containsExactly("good", "last");
    }

    @Test
    default void vectorsShouldBeTakenAsNumbersAndAsBytes() {
        Api api = ready();

        Got got = api.post(INGEST, """
            {"external_id":"a","embedding_model":"m","chunks":[{"text":"one","vector":[1,0.5,-2e-1]},{"text":"bare"}]}
            {"external_id":"b","embedding_model":"m","chunks":[{"text":"two","vector":"AACAPwAAAD/NzEy+"}]}
            {"external_id":"c","embedding_model":"m","chunks":[{"text":"x","vector":[1]},{"text":"y","vector":[1,2]}]}
            {"external_id":"d","embedding_model":"m","chunks":[{"text":"x","vector":[1,2]}]}
            {"external_id":"e","embedding_model":"m","chunks":[{"text":"x","vector":[1,"2",{"a":[]}]}]}
            {"external_id":"f","embedding_model":"m","chunks":[{"text":"x","vector":"AACAPw="}]}
            {"external_id":"g","embedding_model":"m","chunks":[{"text":"x","vector":[0,0,0]}]}
            {"external_id":"h","embedding_model":"m","chunks":[{"text":"x"}]}
            {"external_id":"i","chunks":[{"text":"x","vector":[1,2,3]}]}
            {"external_id":"j","embedding_model":" m","chunks":[{"text":"x","vector":[1,2,3]}]}
            {"external_id":"k","embedding_model":"m","chunks":[{"text":"x","vector":[1e99,2,3]}]}
            """).expect(200);

        counts(got, 2, 0, 0, 9);
        assertThat(errors(got))
                .contains(
                        "3 /chunks/1/vector mismatch",
                        "4 /embedding_model mismatch",
                        "5 /chunks/0/vector wrong_type",
                        "6 /chunks/0/vector wrong_type",
                        "7 /chunks/0/vector all_zero",
                        "8 /embedding_model one_of",
                        "9 /embedding_model required",
                        "10 /embedding_model malformed",
                        "11 /chunks/0/vector not_finite");
        Got found = api.post("/v1/collections/handbook/search", """
            {"query":"nothing","limit":2,"embedding":{"model":"m","vector":[1,0.5,-0.2]}}""").expect(200);
        assertThat(found.json().findValuesAsString("text")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    default void anAtomicIngestShouldWriteAllOrNothing() {
        Api api = ready();
        String lines = IntStream.range(0, 300)
                .mapToObj(i -> "{\"external_id\":\"d" + i + "\",\"text\":\"number " + i + "\"}\n")
                .collect(Collectors.joining());

        Got refused =
                api.post(INGEST + "?atomic", lines + "{\"external_id\":\"x\"}").expect(422, "invalid_input");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/lines/301/text");
        assertThat(api.get(BOOK + "/documents").expect(200).at("/items")).isEmpty();

        counts(api.post(INGEST + "?atomic=true", lines).expect(200), 300, 0, 0, 0);
        counts(api.post(INGEST + "?atomic=false", lines + "{").expect(200), 0, 0, 300, 1);
    }

    @Test
    default void aTextShouldBeCutAsTheCallerSays() {
        Api api = ready();
        String text = "This is one sentence of seven words. ".repeat(40);
        String line = "{\"external_id\":\"a\",\"text\":\"" + text + "\"}";

        counts(api.post(INGEST + "?chunk_size=16&chunk_overlap=0", line).expect(200), 1, 0, 0, 0);
        assertThat(api.get(BOOK + "/documents/a").at("/chunk_count").asInt()).isEqualTo(40);
        counts(api.post(INGEST + "?chunk_size=2048", line).expect(200), 0, 1, 0, 0);
        assertThat(api.get(BOOK + "/documents/a").at("/chunk_count").asInt()).isEqualTo(1);

        for (String wrong : List.of("chunk_size=15", "chunk_size=16&chunk_overlap=9", "chunk_size=2049")) {
            api.post(INGEST + "?" + wrong, line).expect(422, "invalid_input");
        }
        api.post(INGEST + "?chunk_size=many", line).expect(400, "malformed_request");
    }

    @Test
    default void aLongTextShouldBeOneDocument() {
        Api api = ready();
        String text = "Nothing is kept that nobody can find. ".repeat(40_000);

        counts(
                api.post(INGEST, "{\"external_id\":\"a\",\"text\":\"" + text + "\"}")
                        .expect(200),
                1,
                0,
                0,
                0);
    }

    @Test
    default void aRepeatedKeyShouldSaySoWhenSomethingCameSince() {
        Api plain = ready();
        Api api = plain.with("Idempotency-Key", "k");
        counts(api.post(INGEST, "{\"external_id\":\"a\",\"text\":\"one\"}").expect(200), 1, 0, 0, 0);
        plain.put(BOOK + "/documents/a", "{\"chunks\":[]}").expect(200);

        Got again = api.post(INGEST, "{\"external_id\":\"a\",\"text\":\"one\"}").expect(200);

        counts(again, 0, 0, 1, 0);
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(api.get(BOOK + "/documents/a").at("/chunk_count").asInt()).isZero();
        api.post(INGEST, "{\"external_id\":\"a\",\"text\":\"two\"}").expect(422, "idempotency_mismatch");
    }

    @Test
    default void onlyWritersOfTheCollectionShouldBeLetIn() {
        Api api = ready();
        String line = "{\"external_id\":\"a\",\"text\":\"x\"}";

        api.with("Content-Type", "text/plain").post(INGEST, line).expect(415, "unsupported_media_type");
        api.with("Content-Type", "application/x-ndjson").post(INGEST, line).expect(200);
        api.post("/v1/collections/absent/ingest", line).expect(404, "not_found");
        api.post("/v1/collections/No/ingest", line).expect(422, "invalid_input");
        http().api()
                .as(http().key(http().tenant(), Role.READER))
                .post(INGEST, line)
                .expect(403, "not_permitted");
    }

    private Api ready() {
        Api api = http().admin();
        api.put(BOOK, "{}").expect(201);
        return api;
    }

    private static void counts(Got got, int created, int updated, int unchanged, int failed) {
        assertThat(got.at("/created").asInt()).as(got.text()).isEqualTo(created);
        assertThat(got.at("/updated").asInt()).as(got.text()).isEqualTo(updated);
        assertThat(got.at("/unchanged").asInt()).as(got.text()).isEqualTo(unchanged);
        assertThat(got.at("/failed").asInt()).as(got.text()).isEqualTo(failed);
    }

    private static List<String> errors(Got got) {
        return got.at("/errors").valueStream().map(IngestApiLaws::shown).toList();
    }

    private static String shown(JsonNode error) {
        String pointer = error.path("pointer").asString();
        return error.path("line").asInt() + " " + (pointer.isEmpty() ? "/" : pointer + " ")
                + error.path("code").asString();
    }
}
