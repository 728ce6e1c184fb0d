package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be: its type, its encoding, its form. */
final class BodyTest extends OnMemory {
    private static final String PATH = memory("n", "k");
    private static final String GOOD = "{\"content\":\"x\"}";

    private Api admin() {
        return server().admin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; profile=x"
            })
    void jsonUnderItsNamesShouldBeTaken(String type) {
        admin().with("Content-Type", type).put(PATH, GOOD).expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx",
                "application/merge-patch+json",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "json"
            })
    void anyOtherTypeShouldBeRefused(String type) {
        Got refused = admin().with("Content-Type", type).put(PATH, GOOD).expect(415, "unsupported_media_type");

        assertThat(refused.at("/errors/0/header").asString()).isEqualTo("Content-Type");
    }

    @Test
    void aBodyOfTooManyValuesShouldBeRefused() {
        String most = "1,".repeat(9_998) + "1";

        admin().put(PATH, "{\"content\":\"x\",\"metadata\":{\"a\":[" + most + "]}}")
                .expect(201);
        Got document = admin().put(PATH, "{\"content\":\"x\",\"metadata\":{\"a\":[" + most + ",1]}}")
                .expect(422, "invalid_input");
        Got body = admin().put(PATH, "{\"content\":\"x\",\"metadata\":{\"a\":[" + "{},".repeat(300_000) + "{}]}}")
                .expect(400, "malformed_request");

        assertThat(document.at("/errors/0/pointer").asString()).isEqualTo("/metadata");
        assertThat(document.at("/errors/0/code").asString()).isEqualTo("too_many_values");
        assertThat(body.at("/errors/0/code").asString()).isEqualTo("too_many_values");
    }

    @Test
    void aCompressedBodyShouldBeRefused() {
        Got refused = admin().with("Content-Encoding", "gzip").put(PATH, GOOD).expect(415, "unsupported_media_type");

        assertThat(refused.at("/errors/0/header").asString()).isEqualTo("Content-Encoding");
        admin().with("Content-Encoding", "identity").put(PATH, GOOD).expect(201);
    }

    @Test
    void aBodyWhereNoneIsTakenShouldBeRefused() {
        Api admin = admin();
        admin.put(PATH, GOOD).expect(201);

        admin.send("GET", PATH, Optional.of("{}")).expect(400, "malformed_request");
        admin.send("DELETE", PATH, Optional.of("{}")).expect(400, "malformed_request");
        admin.post(PATH + "/restore", "{}").expect(400, "malformed_request");
        admin.get(PATH).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "nothing",
                "\"content\"",
                "{\"content\":\"x\"",
                "{\"content\":\"x\"}}",
                "{\"content\":\"x\"} {}",
                "{\"content\":\"x\",}",
                "{'content':'x'}",
                "{content:\"x\"}",
                "{\"content\":\"x\"/**/}",
                "{\"content\":\"tab\there\"}",
                "{\"content\":\"\\q\"}",
                "{\"content\":\"\\u12\"}",
                "{\"content\":NaN}",
                "{\"content\":\"x\",\"importance\":01}",
                "{\"content\":\"x\",\"importance\":+1}",
                "{\"content\":\"x\",\"metadata\":{\"a\":Infinity}}",
                "\uFEFF{\"content\":\"x\"}"
            })
    void whatIsNotJsonShouldBeRefused(String body) {
        admin().put(PATH, body).expect(400, "malformed_request");
    }

    @Test
    void aMissingBodyShouldBeRefused() {
        Got refused = admin().with("Content-Type", "application/json")
                .send("PUT", PATH, new byte[0])
                .expect(400, "malformed_request");

        assertThat(refused.at("/errors/0/code").asString()).isEqualTo("required");
    }

    @Test
    void bytesThatAreNotUtf8ShouldBeRefused() {
        for (String hex : List.of("C0AF", "E080AF", "EDA080", "F08080AF", "F5808080", "FF", "80", "E282", "F4908080")) {
            byte[] bytes = ("{\"content\":\"" + "#".repeat(hex.length() / 2) + "\"}").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < hex.length() / 2; i++) {
                bytes[12 + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
            }
            Got refused = admin().send("PUT", PATH, bytes).expect(400, "malformed_request");
            assertThat(refused.at("/errors/0/code").asString()).as(hex).isEqualTo("not_utf8");
        }
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32")) {
            admin().send("PUT", PATH, GOOD.getBytes(Charset.forName(charset))).expect(400, "malformed_request");
        }
    }

    @Test
    void everyUnknownFieldShouldBeNamed() {
        Got refused = admin().post(
                        "/v1/memories/batch",
                        "{\"memories\":[{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"x\",\"a/b\":1,\"~\":[{\"c\":{}}]}],\"x\":{}}")
                .expect(400, "malformed_request");

        assertThat(refused.at("/errors"))
                .extracting(error -> error.at("/pointer").asString() + " "
                        + error.at("/code").asString())
                .containsExactlyInAnyOrder(
                        "/memories/0/a~1b unknown_field", "/memories/0/~0 unknown_field", "/x unknown_field");
    }

    @Test
    void everyFieldOfTheWrongKindShouldBeNamed() {
        Got refused = admin().put(
                        PATH,
                        "{\"content\":5,\"category\":[],\"importance\":\"5\",\"tags\":\"a\",\"metadata\":[],\"source\":true,"
                                + "\"valid_from\":0,\"valid_to\":\"tomorrow\",\"expires_at\":{}}")
                .expect(400, "malformed_request");

        assertThat(refused.at("/errors"))
                .extracting(error -> error.at("/pointer").asString())
                .containsExactly(
                        "/content",
                        "/category",
                        "/importance",
                        "/tags",
                        "/metadata",
                        "/source",
                        "/valid_from",
                        "/valid_to",
                        "/expires_at");
    }

    @Test
    void aFieldGivenTwiceShouldBeRefused() {
        for (String body : List.of(
                "{\"content\":\"x\",\"content\":\"y\"}",
                "{\"content\":\"x\",\"metadata\":{\"a\":1,\"a\":2}}",
                "{\"content\":\"x\",\"metadata\":{\"a\":[{\"b\":1,\"\\u0062\":2}]}}")) {
            Got refused = admin().put(PATH, body).expect(400, "malformed_request");
            assertThat(refused.at("/errors/0/code").asString()).isEqualTo("duplicate");
        }
    }

    @Test
    void aRequiredFieldThatIsAbsentOrNullShouldBeNamed() {
        for (String body : List.of("{}", "{\"content\":null}")) {
            Got refused = admin().put(PATH, body).expect(400, "malformed_request");
            assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/content");
            assertThat(refused.at("/errors/0/code").asString()).isEqualTo("required");
        }
    }

    @Test
    void aNullWhereAFieldMayBeLeftOutShouldMeanThat() {
        Got written = admin().put(
                        PATH,
                        "{\"content\":\"x\",\"category\":null,\"importance\":null,\"tags\":null,\"metadata\":null,\"expires_at\":null}")
                .expect(201);

        assertThat(written.at("/category").asString()).isEqualTo("general");
        assertThat(written.at("/importance").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e0", "99999999999", "-99999999999999999999", "1e999999999"})
    void aNumberThatIsNoSmallWholeOneShouldBeRefused(String number) {
        admin().put(PATH, "{\"content\":\"x\",\"importance\":" + number + "}").expect(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e301", "-1e999999999", "1e-999999999", "1e2147483648", "0.1e-400"})
    void aNumberThatWouldNotFitWhenWrittenOutShouldBeRefused(String number) {
        int status = admin().put(PATH, "{\"content\":\"x\",\"metadata\":{\"a\":" + number + "}}")
                .status();

        assertThat(status).isIn(400, 422);
    }

    @Test
    void jsonMayNestSixtyFourLevelsAndNoMore() {
        assertThat(nested(64, "{\"a\":", "1", "}").status()).isEqualTo(201);
        assertThat(nested(64, "{\"a\":", "[]", "}").status()).isEqualTo(422);
        assertThat(nested(65, "{\"a\":", "1", "}").status()).isEqualTo(422);
        assertThat(nested(100_000, "{\"a\":", "1", "}").status()).isEqualTo(400);
        admin().put(PATH, "{\"content\":" + "[".repeat(100_000)).expect(400, "malformed_request");
        admin().put(PATH, "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .expect(400, "malformed_request");
    }

    private Got nested(int levels, String open, String inside, String close) {
        return admin().put(
                        PATH,
                        "{\"content\":\"x\",\"metadata\":" + open.repeat(levels) + inside + close.repeat(levels) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:59-23:59"})
    void aTimeWhoseYearCannotBeWrittenInUtcShouldBeRefused(String time) {
        for (String field : List.of("valid_from", "valid_to", "expires_at")) {
            admin().put(PATH, "{\"content\":\"x\",\"" + field + "\":\"" + time + "\"}")
                    .expect(422, "invalid_input");
        }
        String parameter = time.replace("+", "%2B");
        admin().get(PATH + "?as_of=" + parameter).expect(422, "invalid_input");
        admin().get("/v1/memories?expires_before=" + parameter).expect(422, "invalid_input");
        admin().get("/v1/audit?from=" + parameter).expect(422, "invalid_input");
    }
}
