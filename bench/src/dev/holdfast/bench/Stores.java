package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores for agents that are libraries or speak over a pipe, at their own operations: one caller, the two in turns. */
final class Stores {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESULT = "RESULT ";

    private Stores() {}

    /**
     * @param latency of Holdfast over HTTP to the other's; above 1 the other is faster
     */
    record Compared(String store, String operation, Ratio latency) {
        Map<String, Object> json() {
            return Map.of("store", store, "operation", operation, "latency", latency.json());
        }
    }

    static List<Compared> measure(Options options, Holdfast holdfast) {
        Postgres postgres = holdfast.postgres();
        List<Compared> all = new ArrayList<>();
        try {
            String text = Programs.run(
                    options.bench(),
                    Duration.ofMinutes(4),
                    Map.of(
                            "HOLDFAST_URL", holdfast.url(),
                            "HOLDFAST_KEY", holdfast.key(),
                            "PGHOST", "127.0.0.1",
                            "PGPORT", Integer.toString(postgres.port()),
                            "PGUSER", Postgres.SUPERUSER,
                            "PGPASSWORD", postgres.password(),
                            "PGDATABASE", Postgres.DATABASE,
                            "ITEMS", options.isShort() ? "500" : "5000",
                            "CALLS", options.isShort() ? "100" : "400"),
                    List.of(options.bench().resolve("peers/stores").toString()));
            text.lines().filter(line -> line.startsWith(RESULT)).forEach(line -> {
                JsonNode one = JSON.readTree(line.substring(RESULT.length()));
                all.add(new Compared(
                        one.get("store").asString(),
                        one.get("operation").asString(),
                        Quantity.milliseconds(one.get("holdfast").asDouble())
                                .to(Quantity.milliseconds(one.get("other").asDouble()), one.get("store").asString())));
            });
        } catch (BenchException notHere) {
            Texts.write(options.target().resolve("peers/stores.log"), notHere.getMessage());
            Bench.say("other stores take no part; see bench/target/peers/stores.log");
        }
        return all;
    }
}
