package dev.holdfast.e2e;

import static dev.holdfast.http.Api.json;
import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.Race.Outcome;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many callers at once on one server: nothing is lost, nothing happens twice, one wins where one must. */
class ConcurrencyTest {
    private static final int WRITERS = 200;
    private static final int KEYS = 50;
    private static final int RIVALS = 50;
    private static final int ROUNDS = 12;

    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    private static Api api;
    private static Persistent persistent;

    @BeforeAll
    static void start() {
        api = NODES.serve(NODES.home()).first().with("X-Request-Timeout-Ms", "20000");
        persistent = new Persistent(() -> api);
    }

    @Test
    void twoHundredWritersOfFiftyKeysShouldLoseNone() {
        List<Integer> created = all(Race.of(WRITERS, writer -> {
            for (int key = 0; key < KEYS; key++) {
                String name = name(writer, key);
                persistent
                        .put(name, memory("many/" + writer, name), json(Map.of("content", "of " + name)))
                        .expect(201);
            }
            return writer;
        }));
        assertThat(created).hasSize(WRITERS);

        Map<String, Long> found = Walk.through(api, "/v1/memories?namespace=many&limit=200").stream()
                .peek(item -> assertThat(item.at("/version").asInt()).isEqualTo(1))
                .peek(item -> assertThat(item.at("/content").asString())
                        .isEqualTo("of " + item.at("/key").asString()))
                .collect(Collectors.groupingBy(item -> item.at("/key").asString(), Collectors.counting()));

        assertThat(found)
                .hasSize(WRITERS * KEYS)
                .allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(1));
        assertThat(found)
                .containsOnlyKeys(IntStream.range(0, WRITERS * KEYS)
                        .mapToObj(i -> name(i / KEYS, i % KEYS))
                        .toList());
    }

    @Test
    void ofFiftyWritersOnOneVersionExactlyOneShouldWin() {
        String path = memory("contested", "k");
        persistent.put("contested-0", path, json(Map.of("content", "start"))).expect(201);

        for (int version = 1; version <= ROUNDS; version++) {
            String expected = "\"" + version + "\"";
            String round = "contested-" + version + "-";
            List<Got> answers = all(Race.of(
                    RIVALS,
                    rival -> persistent.send(rivals -> rivals.with("Idempotency-Key", round + rival)
                            .with("If-Match", expected)
                            .put(path, json(Map.of("content", round + rival))))));

            assertThat(answers).extracting(Got::status).containsOnly(200, 412);
            List<Got> won = answers.stream().filter(got -> got.status() == 200).toList();
            assertThat(won).as("winners of version %d", version).hasSize(1);
            Got now = api.get(path).expect(200);
            assertThat(now.at("/version").asInt()).isEqualTo(version + 1);
            assertThat(now.json()).isEqualTo(won.get(0).without("embedding"));
        }
        assertThat(Walk.through(api, path + "/revisions?limit=200")).hasSize(ROUNDS + 1);
    }

    @Test
    void oneIdempotencyKeyFiftyTimesShouldHaveOneEffectAndOneAnswer() {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "once-" + round;
            String path = memory("once", key);
            List<Got> answers = all(Race.of(RIVALS, i -> persistent.put(key, path, json(Map.of("content", key)))));

            assertThat(answers).extracting(Got::status).containsOnly(201);
            assertThat(answers.stream().map(Got::text).collect(Collectors.toSet()))
                    .as("different answers")
                    .hasSize(1);
            assertThat(Walk.through(api, path + "/revisions?limit=200")).hasSize(1);
            assertThat(Walk.through(api, "/v1/audit?limit=200&subject=" + Api.encode("once/" + key)))
                    .as("audit entries")
                    .hasSize(1);
        }
    }

    @Test
    void oneIdempotentBatchFiftyTimesShouldHaveOneEffectAndOneAnswer() {
        String body = json(Map.of(
                "memories",
                IntStream.range(0, 20)
                        .mapToObj(i -> Map.of("namespace", "batches", "key", "k" + i, "content", "of " + i))
                        .toList()));
        List<Got> answers = all(Race.of(
                RIVALS,
                i -> persistent.send(
                        rivals -> rivals.with("Idempotency-Key", "batch").post("/v1/memories/batch", body))));

        assertThat(answers).extracting(Got::status).containsOnly(200);
        assertThat(answers.stream().map(Got::text).collect(Collectors.toSet()))
                .as("different answers")
                .hasSize(1);
        assertThat(Walk.through(api, "/v1/memories?namespace=batches&limit=200"))
                .hasSize(20)
                .allSatisfy(item -> assertThat(item.at("/version").asInt()).isEqualTo(1));
    }

    private static <T> List<T> all(List<Outcome<T>> outcomes) {
        assertThat(Race.failures(outcomes)).isEmpty();
        return Race.values(outcomes);
    }

    private static String name(int writer, int key) {
        return "w" + writer + "-k" + key;
    }
}
