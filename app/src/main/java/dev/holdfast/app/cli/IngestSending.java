package dev.holdfast.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gathers what is new, sends it when there is enough, and counts what became of it. */
final class IngestSending implements IngestCourse {
    private static final int MAX_LINES = 500;
    private static final long MAX_BYTES = 2 * 1024 * 1024;

    private final IngestClient client;
    private final Surroundings surroundings;
    private final List<String> lines = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private long bytes;
    private int created;
    private int updated;
    private int unchanged;
    private int failed;
    private int deleted;

    IngestSending(IngestClient client, Surroundings surroundings) {
        this.client = client;
        this.surroundings = surroundings;
    }

    @Override
    public void create(String collection) {
        client.create();
        surroundings.progress("made the collection " + collection);
    }

    @Override
    public void unchanged(String name) {
        unchanged++;
    }

    @Override
    public void document(String name, boolean known, String line) {
        add(name, line);
    }

    @Override
    public void line(String name, int number, String line) {
        add(name + ":" + number, line);
    }

    @Override
    public void binary(String name) {
        surroundings.progress("left out, because it is no text: " + name);
    }

    @Override
    public void failed(String name, String why) {
        failed++;
        errors.add(name + " " + why);
    }

    private void add(String origin, String line) {
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        if (length > FileReading.MAX_BYTES) {
            failed(origin, "is too large: more than " + FileReading.MAX_BYTES + " bytes as JSON");
            return;
        }
        if (!lines.isEmpty() && (lines.size() == MAX_LINES || bytes + length > MAX_BYTES)) {
            send();
        }
        lines.add(line);
        origins.add(origin);
        bytes += length;
    }

    private void send() {
        JsonNode outcome = client.ingest(lines);
        created += outcome.path("created").asInt();
        updated += outcome.path("updated").asInt();
        unchanged += outcome.path("unchanged").asInt();
        failed += outcome.path("failed").asInt();
        for (JsonNode error : outcome.path("errors")) {
            errors.add(origins.get(error.path("line").asInt() - 1) + " "
                    + error.path("pointer").asString() + " "
                    + error.path("message").asString());
        }
        lines.clear();
        origins.clear();
        bytes = 0;
        surroundings.progress((created + updated + unchanged + failed) + " documents so far");
    }

    @Override
    public void end() {
        if (!lines.isEmpty()) {
            send();
        }
    }

    @Override
    public void missing(String name) {
        client.delete(name);
        deleted++;
    }

    @Override
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("created", created);
        counts.put("updated", updated);
        counts.put("unchanged", unchanged);
        counts.put("failed", failed);
        counts.put("deleted", deleted);
        return counts;
    }

    @Override
    public List<String> errors() {
        return List.copyOf(errors);
    }
}
