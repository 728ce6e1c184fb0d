package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.memory.MemoryPages.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same request sent again. */
public interface MemoryRepetitionLaws {
    HttpUnderTest http();

    @Test
    default void fiftyRepetitionsShouldHaveOneEffectAndOneAnswer() {
        Api api = http().admin().with("Idempotency-Key", "once").with("X-Request-Timeout-Ms", "20000");

        List<Got> answers = Race.values(Race.of(
                50, i -> api.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201)));

        assertThat(answers).hasSize(50);
        assertThat(answers.stream().map(Got::text).collect(Collectors.toSet())).hasSize(1);
        assertThat(answers)
                .filteredOn(got -> got.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(api.get(memory("n", "k")).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    default void aRepetitionShouldAnswerAsTheFirstTime() {
        Api api = http().admin().with("Idempotency-Key", "k1");
        Got first = api.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        Api other = api.with("X-Request-Id", "second-time");
        Got again = other.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        api.put(memory("n", "k"), "{\"content\":\"y\"}").expect(422, "idempotency_mismatch");
        api.put(memory("n", "other"), "{\"content\":\"x\"}").expect(422, "idempotency_mismatch");
        api.with("If-Match", "\"1\"")
                .put(memory("n", "k"), "{\"content\":\"x\"}")
                .expect(422, "idempotency_mismatch");
        api.delete(memory("n", "k")).expect(422, "idempotency_mismatch");
    }

    @Test
    default void aRepeatedDeleteAndBatchShouldHaveOneEffect() {
        Api admin = http().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}");
        Api deleting = admin.with("Idempotency-Key", "delete");
        Api writing = admin.with("Idempotency-Key", "batch");

        deleting.delete(memory("n", "k")).expect(204);
        deleting.delete(memory("n", "k")).expect(204);
        Got first = writing.post("/v1/memories/batch", batch("b", List.of("a", "b")))
                .expect(200);
        Got again = writing.post("/v1/memories/batch", batch("b", List.of("a", "b")))
                .expect(200);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(admin.get(memory("b", "a")).at("/version").asInt()).isEqualTo(1);
    }
}
