package dev.holdfast.bench;

import dev.holdfast.bench.vectors.Clusters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Vectors of the first memories' texts, which the client brings, and questions near them. Kept in arrays and compared exactly, or found by an
 * index of pgvector where there is one.
 */
final class Vectors {
    static final int DIMENSION = 384;
    private static final int TOPICS = 1_000;
    static final int MOST = 20_000;
    private static final int BATCH = 500;
    private static final int ASKED = 16;
    private static final Pattern KEY = Pattern.compile("\"key\":\"(\\d+)\"");

    private final Holdfast holdfast;
    private final Workload workload;
    private final Clusters clusters = new Clusters(DIMENSION, TOPICS, 42);
    private String how = "exact";

    Vectors(Holdfast holdfast, Workload workload) {
        this.holdfast = holdfast;
        this.workload = workload;
    }

    int count() {
        return Math.min(MOST, workload.rows());
    }

    /** Exact, or by an index. */
    String how() {
        return how;
    }

    void store() {
        for (int first = 0; first < count(); first += BATCH) {
            StringBuilder json = new StringBuilder("{\"model\":\"bench\",\"items\":[");
            for (int i = first; i < Math.min(first + BATCH, count()); i++) {
                json.append(i == first ? "" : ",")
                        .append("{\"text\":\"")
                        .append(workload.content(i))
                        .append("\",\"vector\":")
                        .append(numbers(clusters.vector(i)))
                        .append('}');
            }
            holdfast.call("POST", "/v1/embeddings/store", Optional.of(json.append("]}").toString()), Map.of());
        }
    }

    /** The member of a search that asks for what is near. */
    String question(int i) {
        return ",\"embedding\":{\"model\":\"bench\",\"vector\":" + numbers(clusters.vector(-1L - i)) + "}";
    }

    /**
     * What searching by vectors takes one caller.
     *
     * @param median of the time
     * @param found of each question
     */
    record Asked(Quantity median, List<Set<String>> found) {
        /** Of what comparing everything finds, how much is found here. */
        double overlap(Asked exact) {
            int same = 0;
            int all = 0;
            for (int i = 0; i < found.size(); i++) {
                all += exact.found().get(i).size();
                same += (int) found.get(i).stream().filter(exact.found().get(i)::contains).count();
            }
            return all == 0 ? 1 : (double) same / all;
        }
    }

    Asked ask() {
        List<Set<String>> found = new ArrayList<>();
        double[] took = new double[ASKED * 4];
        for (int i = 0; i < took.length; i++) {
            // The word that one text alone has, so that nearness counts. For one that no text has, spellings like it are searched too.
            String body = "{\"query\":\"" + Workload.FIRST_KEY + "\",\"limit\":11" + question(i % ASKED) + "}";
            long start = System.nanoTime();
            String answer = holdfast.call("POST", "/v1/memories/search", Optional.of(body), Map.of());
            took[i] = (System.nanoTime() - start) / 1e6;
            if (i < ASKED) {
                found.add(KEY.matcher(answer)
                        .results()
                        .map(key -> key.group(1))
                        .filter(key -> !key.equals(Integer.toString(Workload.FIRST_KEY)))
                        .collect(Collectors.toCollection(HashSet::new)));
            }
        }
        if (found.stream().allMatch(Set::isEmpty)) {
            throw new BenchException("a search by vectors finds nothing");
        }
        return new Asked(Quantity.milliseconds(Contest.median(took)), found);
    }

    /** Where pgvector was built for the embedded PostgreSQL ({@code scripts/pgvector}): an index, as an operator makes it. */
    boolean index(Options options) {
        Path files = options.root().resolve("target/pgvector/17");
        if (options.installedPostgres() || !Files.exists(files.resolve("vector.so"))) {
            return false;
        }
        Programs.run(
                options.root(),
                Duration.ofMinutes(10),
                Map.of(
                        "HOLDFAST_HOME", holdfast.home().toString(),
                        "HOLDFAST_EMBEDDED_PORT", Integer.toString(holdfast.databasePort())),
                List.of(
                        options.root().resolve("holdfast").toString(), "embeddings", "index", "--model", "bench",
                        "--pgvector", files.toString()));
        how = "HNSW";
        return true;
    }

    private static String numbers(float... vector) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < vector.length; i++) {
            json.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.5f", vector[i]));
        }
        return json.append(']').toString();
    }
}
