package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of {@code If-Match} and {@code If-None-Match}. */
final class EntityTagTest extends OnMemory {
    private static final String PATH = memory("n", "k");
    private static final String BODY = "{\"content\":\"x\"}";

    private Api written() {
        Api admin = server().admin();
        assertThat(admin.put(PATH, BODY).expect(201).header("ETag")).contains("\"1\"");
        return admin;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"1\"", "W/\"1\"", "\"9\", \"1\"", "\"9\",\"1\"", "\"9\" , W/\"1\"", "\"a,b\", \"1\"", "*"})
    void aReaderThatHasTheVersionShouldBeToldNothingNew(String header) {
        Api api = written();
        Got full = api.get(PATH).expect(200);
        Got same = api.with("If-None-Match", header).get(PATH).expect(304);

        assertThat(same.header("ETag")).contains("\"1\"");
        assertThat(same.header("Content-Length")).isEqualTo(full.header("Content-Length"));
        assertThat(same.header("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"01\"", "\"\"", "W/\"11\"", "\"1 \"", "\"x\", \"y\"", "\"1000000000000000001\""})
    void aReaderThatHasAnotherVersionShouldGetThisOne(String header) {
        written().with("If-None-Match", header).get(PATH).expect(200);
    }

    @Test
    void severalFieldsOfOneNameShouldBeOneList() {
        written()
                .with("If-None-Match", "\"7\"")
                .with("If-None-Match", "\"1\"")
                .get(PATH)
                .expect(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "1\"", "w/\"1\"", "W/1", "\"1\" x", "'1'", ",", "*, \"1\""})
    void whatIsNoEntityTagShouldBeRefused(String header) {
        Api api = written();

        Got read = api.with("If-None-Match", header).get(PATH).expect(400, "malformed_request");
        Got change = api.with("If-Match", header).put(PATH, BODY).expect(400, "malformed_request");

        assertThat(read.at("/errors/0/header").asString()).isEqualTo("If-None-Match");
        assertThat(change.at("/errors/0/header").asString()).isEqualTo("If-Match");
        assertThat(api.get(PATH).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void aConditionThatIsNotUnderstoodShouldBeRefusedAndNotIgnored() {
        Api api = written();

        api.with("If-Match", "*").put(PATH, BODY).expect(400, "precondition_unsupported");
        api.with("If-Match", "\"1\", \"2\"").put(PATH, BODY).expect(400, "precondition_unsupported");
        api.with("If-None-Match", "\"1\"").put(PATH, BODY).expect(400, "precondition_unsupported");
        api.with("If-None-Match", "*")
                .with("If-Match", "\"1\"")
                .put(PATH, BODY)
                .expect(400, "precondition_unsupported");
        api.with("If-None-Match", "*").delete(PATH).expect(400, "precondition_unsupported");
        api.with("If-Match", "\"1\"").post(PATH + "/restore").expect(400, "precondition_unsupported");
        api.with("If-Match", "\"1\"")
                .post("/v1/memories/batch", "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\"}]}")
                .expect(400, "precondition_unsupported");
        assertThat(api.get(PATH).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void aReaderOfThePastShouldCompareWithTheVersionOfThen() {
        Api api = written();
        String then = api.get(PATH).at("/recorded_at").asString();
        api.put(PATH, BODY).expect(200);

        api.with("If-None-Match", "\"1\"").get(PATH + "?as_of=" + then).expect(304);
        api.with("If-None-Match", "\"2\"").get(PATH + "?as_of=" + then).expect(200);
    }

    @Test
    void aConditionShouldNotShowWhatTheCallerMayNotSee() {
        written();
        server().admin().with("If-None-Match", "*").get(PATH).expect(404, "not_found");
        server().api().with("If-None-Match", "*").get(PATH).expect(401, "not_authenticated");
    }
}
