package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes and reads that depend on a version. */
public interface MemoryVersionLaws {
    HttpUnderTest http();

    @Test
    default void aChangeShouldHoldToItsPrecondition() {
        Api api = http().admin();
        String path = memory("n", "k");

        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"x\"}").expect(404, "not_found");
        api.with("If-None-Match", "*").put(path, "{\"content\":\"first\"}").expect(201);
        api.with("If-None-Match", "*").put(path, "{\"content\":\"x\"}").expect(412, "already_exists");
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"second\"}").expect(200);
        api.with("If-Match", "\"1\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "W/\"2\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "\"two\"").put(path, "{\"content\":\"x\"}").expect(412, "stale_version");
        api.with("If-Match", "\"99999999999999999999\"")
                .put(path, "{\"content\":\"x\"}")
                .expect(412, "stale_version");
        api.with("If-Match", "\"1\"").delete(path).expect(412, "stale_version");
        assertThat(api.get(path).at("/content").asString()).isEqualTo("second");
        api.with("If-Match", "\"2\"").delete(path).expect(204);
    }

    @Test
    default void aReaderWhoHasTheVersionShouldGetNoBody() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"x\"}");

        Got same = api.with("If-None-Match", "\"7\", W/\"1\"")
                .get(memory("n", "k"))
                .expect(304);
        api.with("If-None-Match", "*").get(memory("n", "k")).expect(304);
        api.with("If-None-Match", "\"2\"").get(memory("n", "k")).expect(200);

        assertThat(same.header("ETag")).contains("\"1\"");
    }

    @Test
    default void fiftyWritersOfOneVersionShouldHaveOneWinner() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"x\"}");

        List<Integer> statuses = Race.values(Race.of(
                50,
                i -> api.with("If-Match", "\"1\"")
                        .with("X-Request-Timeout-Ms", "20000")
                        .put(memory("n", "k"), json(Map.of("content", "writer " + i)))
                        .status()));

        assertThat(statuses).hasSize(50).containsOnly(200, 412);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(api.get(memory("n", "k")).at("/version").asInt()).isEqualTo(2);
    }
}
