package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.memory.MemoryPages.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many memories in one request. */
public interface MemoryBatchLaws {
    HttpUnderTest http();

    @Test
    default void aBatchShouldBeWrittenWholeOrNotAtAll() {
        Api api = http().admin();
        api.put(memory("n", "a"), "{\"content\":\"old\"}").expect(201);

        Got wrong = api.post("/v1/memories/batch", """
                        {"memories":[{"namespace":"n","key":"a","content":"new"},{"namespace":"n","key":"b","content":"new"},
                         {"namespace":"","key":"b","content":"new"},{"namespace":"n","key":"c","content":"","importance":11}]}""").expect(422, "invalid_input");
        assertThat(wrong.at("/errors"))
                .extracting(error -> error.at("/pointer").asString())
                .containsExactlyInAnyOrder("/memories/2/namespace", "/memories/3/content", "/memories/3/importance");
        assertThat(api.get(memory("n", "a")).at("/content").asString()).isEqualTo("old");
        api.get(memory("n", "b")).expect(404);

        Got right =
                api.post("/v1/memories/batch", batch("n", List.of("a", "b"))).expect(200);
        assertThat(right.at("/items"))
                .extracting(item -> item.at("/created").asBoolean())
                .containsExactly(false, true);
        api.post("/v1/memories/batch", "{\"memories\":[]}").expect(422, "invalid_input");
        List<String> tooMany = IntStream.range(0, 1001).mapToObj(i -> "k" + i).toList();
        api.post("/v1/memories/batch", batch("n", tooMany)).expect(422, "limit_exceeded");
    }

    @Test
    default void aThousandMemoriesShouldFitOneBatch() {
        Api api = http().admin();
        List<String> keys = IntStream.range(0, 1000).mapToObj(i -> "k" + i).toList();

        Got written = api.with("X-Request-Timeout-Ms", "30000")
                .post("/v1/memories/batch", batch("n", keys))
                .expect(200);

        assertThat(written.at("/items"))
                .hasSize(1000)
                .allMatch(item -> item.at("/created").asBoolean());
    }
}
