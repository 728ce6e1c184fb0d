package dev.holdfast.bench.eval;

import dev.holdfast.bench.Holdfast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server that was given the passages of one set: its answers, over HTTP. */
final class Served {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 1_000;
    /** Enough that no passage is left out for its length. */
    private static final int TOKENS = 20_000;

    private final Holdfast holdfast;
    private final JudgedSet set;
    private final Form form;
    private final String namespace;

    private Served(Holdfast holdfast, JudgedSet set, Form form) {
        this.holdfast = holdfast;
        this.set = set;
        this.form = form;
        this.namespace = "chats/" + set.corpus() + (form == Form.MEMORIES ? "" : "-metadata");
    }

    /** Writes the passages in their order, as a user would. Writing them twice changes nothing. */
    static Served load(Holdfast holdfast, JudgedSet set, Form form) {
        Served served = new Served(holdfast, set, form);
        switch (form) {
            case DOCUMENT -> served.writeDocument();
            case PAPERS -> served.writePapers();
            case MEMORIES, MEMORIES_WITH_SPEAKER -> served.writeMemories();
        }
        return served;
    }

    /** What it can be asked by. */
    List<Contender> contenders() {
        Contender recall = contender("POST /v1/recall", this::recall);
        return form.ofChunks()
                ? List.of(recall)
                : List.of(contender("POST /v1/memories/search", this::search), recall);
    }

    private interface Asking {
        List<String> answer(String question, int limit);
    }

    private Contender contender(String endpoint, Asking asking) {
        return new Contender() {
            @Override
            public String name() {
                return "Holdfast, " + endpoint + ", " + form.title();
            }

            @Override
            public List<String> answer(String question, int limit) {
                return asking.answer(question, limit);
            }
        };
    }

    private void writeMemories() {
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
            call("POST", "/v1/memories/batch", Map.of("memories", batch));
        }
    }

    private void writeDocument() {
        List<Map<String, String>> chunks = set.passages().stream()
                .map(passage -> Map.of("text", form.text(passage)))
                .toList();
        call("PUT", "/v1/collections/" + set.corpus(), Map.of());
        call(
                "PUT",
                "/v1/collections/" + set.corpus() + "/documents/transcript",
                Map.of("title", "Transcript", "chunks", chunks));
    }

    private void writePapers() {
        StringBuilder lines = new StringBuilder();
        for (JudgedSet.Passage passage : set.passages()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("external_id", passage.key());
            form.heading(passage).ifPresent(title -> line.put("title", title));
            line.put("chunks", List.of(Map.of("text", form.text(passage))));
            lines.append(JSON.writeValueAsString(line)).append('\n');
        }
        call("PUT", "/v1/collections/" + set.corpus(), Map.of());
        holdfast.call(
                "POST",
                "/v1/collections/" + set.corpus() + "/ingest",
                Optional.of(lines.toString()),
                Map.of("Content-Type", "application/x-ndjson"));
    }

    private List<String> search(String question, int limit) {
        List<String> keys = new ArrayList<>();
        call("POST", "/v1/memories/search", Map.of("query", question, "namespace", namespace, "limit", limit))
                .get("items")
                .forEach(item -> keys.add(item.get("memory").get("key").asString()));
        return keys;
    }

    private List<String> recall(String question, int limit) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("query", question, "limit", limit, "max_tokens", TOKENS));
        if (form.ofChunks()) {
            body.put("collections", List.of(set.corpus()));
            body.put("sources", List.of("documents"));
        } else {
            body.put("namespace", namespace);
            body.put("sources", List.of("memories"));
        }
        List<String> keys = new ArrayList<>();
        call("POST", "/v1/recall", body).get("items").forEach(item -> keys.add(
                switch (form) {
                    case DOCUMENT -> set.passages().get(item.get("position").asInt()).key();
                    case PAPERS -> item.get("document").asString();
                    case MEMORIES, MEMORIES_WITH_SPEAKER -> item.get("key").asString();
                }));
        return keys;
    }

    private JsonNode call(String method, String path, Map<String, ?> body) {
        return JSON.readTree(holdfast.call(method, path, Optional.of(JSON.writeValueAsString(body)), Map.of()));
    }
}
