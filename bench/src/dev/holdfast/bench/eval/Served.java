package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/memories/search} of a running server, over the memories of one set. */
final class Served implements Contender {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 1_000;

    private final Holdfast holdfast;
    private final Form form;
    private final String namespace;

    private Served(Holdfast holdfast, Form form, String namespace) {
        this.holdfast = holdfast;
        this.form = form;
        this.namespace = namespace;
    }

    /** Writes the passages in their order, as a user of the batch endpoint would. Writing them twice changes nothing. */
    static Served load(Holdfast holdfast, JudgedSet set, Form form) {
        String namespace = "chats/" + set.corpus() + (form == Form.MEMORIES ? "" : "-metadata");
        List<Map<String, Object>> memories = new ArrayList<>();
        for (JudgedSet.Passage passage : set.passages()) {
            Map<String, Object> memory = new LinkedHashMap<>();
            memory.put("namespace", namespace);
            memory.put("key", passage.key());
            memory.put("content", form.text(passage));
            form.speaker(passage).ifPresent(speaker -> memory.put("metadata", Map.of("speaker", speaker)));
            passage.date().ifPresent(date -> memory.put("valid_from", date.toString()));
            memories.add(memory);
        }
        for (int first = 0; first < memories.size(); first += BATCH) {
            List<Map<String, Object>> batch = memories.subList(first, Math.min(first + BATCH, memories.size()));
            call(holdfast, "/v1/memories/batch", Map.of("memories", batch));
        }
        return new Served(holdfast, form, namespace);
    }

    @Override
    public String name() {
        return "Holdfast, " + form.title();
    }

    @Override
    public List<String> answer(String question, int limit) {
        JsonNode answer = call(
                holdfast, "/v1/memories/search", Map.of("query", question, "namespace", namespace, "limit", limit));
        List<String> keys = new ArrayList<>();
        answer.get("items").forEach(item -> keys.add(item.get("memory").get("key").asString()));
        return keys;
    }

    private static JsonNode call(Holdfast holdfast, String path, Map<String, Object> body) {
        JsonNode answer =
                JSON.readTree(holdfast.call("POST", path, Optional.of(JSON.writeValueAsString(body)), Map.of()));
        if (answer == null) {
            throw new BenchException(path + " answered nothing");
        }
        return answer;
    }
}
