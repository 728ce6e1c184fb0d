package dev.holdfast.http;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.support.HttpSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How large a body may be. */
@TestInstance(Lifecycle.PER_CLASS)
final class BodySizeTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 4_000;

    private HttpUnderTest server;

    @BeforeAll
    void start() {
        server = HttpUnderTest.over(new StorageInMemory(), Settings.small(SMALL, LARGE));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theLimitsShouldBeTheDocumentedOnes() {
        assertThat(HttpSettings.DEFAULTS.maxBodyBytes()).isEqualTo(1024 * 1024);
        assertThat(HttpSettings.DEFAULTS.maxBulkBodyBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(HttpSettings.DEFAULTS.maxHeaderBytes()).isEqualTo(16 * 1024);
    }

    @Test
    void aBodyUpToTheLimitShouldBeTakenAndNoLongerOne() {
        Api admin = server.admin();

        admin.put(memory("n", "k"), ordinary(SMALL)).expect(201);
        admin.put(memory("n", "k"), ordinary(SMALL + 1)).expect(413, "body_too_large");
        admin.post("/v1/memories/batch", bulk(LARGE)).expect(200);
        admin.post("/v1/memories/batch", bulk(LARGE + 1)).expect(413, "body_too_large");
        assertThat(admin.get(memory("n", "k")).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void aBodyOfUnknownLengthShouldHaveTheSameLimit() {
        String key = server.key(server.tenant(), Role.ADMIN);

        assertThat(RawConnection.ask(server.port(), chunked(key, ordinary(SMALL)))
                        .status())
                .isEqualTo(201);
        RawConnection.ask(server.port(), chunked(key, ordinary(SMALL + 1))).expectProblem(413, "body_too_large");
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeShouldBeRefusedBeforeItIsSent() {
        String key = server.key(server.tenant(), Role.ADMIN);

        RawConnection.ask(server.port(), head(key) + "Content-Length: 9223372036854775807\r\n\r\n")
                .expectProblem(413, "body_too_large");
    }

    @Test
    void nobodyWithoutAKeyShouldHaveABodyRead() {
        server.api().put(memory("n", "k"), ordinary(SMALL + 1)).expect(401, "not_authenticated");
    }

    private static String ordinary(int bytes) {
        String empty = json(Map.of("content", ""));
        return json(Map.of("content", "x".repeat(bytes - empty.length())));
    }

    private static String bulk(int bytes) {
        String empty = json(Map.of("memories", List.of(Map.of("namespace", "n", "key", "b", "content", ""))));
        return json(Map.of(
                "memories",
                List.of(Map.of("namespace", "n", "key", "b", "content", "x".repeat(bytes - empty.length())))));
    }

    private static String head(String key) {
        return "PUT " + memory("n", "raw") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n";
    }

    private static String chunked(String key, String body) {
        StringBuilder request = new StringBuilder(head(key)).append("Transfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < body.length(); from += 100) {
            String part = body.substring(from, Math.min(from + 100, body.length()));
            request.append(Integer.toHexString(part.length()))
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }
}
