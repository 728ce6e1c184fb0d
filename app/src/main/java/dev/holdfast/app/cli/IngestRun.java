package dev.holdfast.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The course of one ingest: gathers lines, sends them when there are enough, counts what became of them. */
final class IngestRun {
    private static final int MAX_LINES = 500;
    private static final long MAX_BYTES = 2 * 1024 * 1024;

    private final IngestClient client;
    private final Consumer<String> progress;
    private final int files;
    private final List<String> lines = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private long bytes;
    private int created;
    private int updated;
    private int unchanged;
    private int failed;
    private int pruned;

    IngestRun(IngestClient client, Consumer<String> progress, int files) {
        this.client = client;
        this.progress = progress;
        this.files = files;
    }

    /** @param origin the file it comes from */
    void add(String origin, String line) {
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        if (!lines.isEmpty() && (lines.size() == MAX_LINES || bytes + length > MAX_BYTES)) {
            send();
        }
        lines.add(line);
        origins.add(origin);
        bytes += length;
    }

    void unchanged() {
        unchanged++;
    }

    void fail(String file, String why) {
        failed++;
        errors.add(file + " " + why);
    }

    /** Sends what was gathered. */
    void send() {
        if (lines.isEmpty()) {
            return;
        }
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
        progress.accept((created + updated + unchanged + failed) + " documents of " + files + " files");
    }

    void delete(String document) {
        client.delete(document);
        pruned++;
    }

    int failed() {
        return failed;
    }

    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("created", created);
        counts.put("updated", updated);
        counts.put("unchanged", unchanged);
        counts.put("failed", failed);
        counts.put("pruned", pruned);
        return counts;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }
}
