package dev.holdfast.bench.recall;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** How long a question takes, and how that grows with what there is: one caller, one question after the other. */
public final class RecallBench {
    public static final String GET = "GET of a memory";
    public static final String PUT = "PUT of a memory";
    public static final String RECALL = "POST /v1/recall, a question";
    public static final String SEARCH = "POST /v1/memories/search, a question";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long BEGAN = System.nanoTime();
    private static final int BATCH = 1_000;
    private static final int USERS = 200;
    private static final int WARM_UP = 400;
    private static final int ASKED = 300;
    private static final long PATIENCE_SECONDS = 200;
    private static final String HELP =
            """
            usage: bench/recall/run [--rows N,N,...]
              --rows  memories in the database, growing (10000,100000,1000000: about 15 minutes; 1000000 takes 3 GB of disk)
            """;

    private final Holdfast holdfast;
    private final Corpus corpus;
    private final Consumer<Took> results;

    private RecallBench(Holdfast holdfast, Corpus corpus, Consumer<Took> results) {
        this.holdfast = holdfast;
        this.corpus = corpus;
        this.results = results;
    }

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments).subList(1, arguments.length);
        if (given.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        int status = 0;
        try {
            int[] sizes = sizes(given);
            System.out.printf("%-11s%-44s%8s%8s%8s%8s%n", "memories", "one request after the other, milliseconds", "p50", "p90", "p99", "most");
            run(Path.of(arguments[0]), sizes, took -> System.out.printf("%-11d%-44s%8.1f%8.1f%8.1f%8.1f%n",
                    took.memories(), took.operation(), took.median(), took.at(0.9), took.at(0.99), took.at(1)));
        } catch (BenchException failed) {
            System.err.println("bench: " + failed.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /**
     * What one operation took at one size.
     *
     * @param millis of each call, from the least to the most
     */
    public record Took(int memories, String operation, double[] millis) {
        public double median() {
            return at(0.5);
        }

        double at(double share) {
            return millis[(int) Math.min(millis.length - 1, millis.length * share)];
        }
    }

    /** Measures on a server of its own, and tells each result as it comes. */
    public static void run(Path root, int[] sizes, Consumer<Took> results) {
        try (Holdfast holdfast = new Holdfast(root, root.resolve("bench/target/recall"))) {
            holdfast.start();
            new RecallBench(holdfast, new Corpus(root.resolve("bench/eval")), results).run(sizes);
        }
    }

    private static int[] sizes(List<String> given) {
        if (given.isEmpty()) {
            return new int[] {10_000, 100_000, 1_000_000};
        }
        if (given.size() != 2 || !given.getFirst().equals("--rows") || !given.get(1).matches("[0-9]{3,8}(,[0-9]{3,8})*")) {
            throw new BenchException("not understood: " + given + "\n" + HELP);
        }
        return Arrays.stream(given.get(1).split(",")).mapToInt(Integer::parseInt).sorted().toArray();
    }

    private void run(int[] sizes) {
        int there = 0;
        for (int size : sizes) {
            say("loading up to " + size);
            load(there, size);
            there = size;
            settle(size);
            if (size == sizes[0]) {
                say("warming up, so that the first size is not of a server that has just started");
                ask(size, took -> {});
            }
            say("asking");
            ask(size, results);
        }
    }

    private void ask(int size, Consumer<Took> results) {
        List<String> questions = corpus.questions(WARM_UP + ASKED, size);
        Map<String, Stream<Runnable>> all = new LinkedHashMap<>();
        all.put(RECALL, questions.stream().map(text -> ask("/v1/recall", Map.of("query", text, "limit", 10))));
        all.put("the same, of one user of " + USERS, questions.stream()
                .map(text -> ask("/v1/recall", Map.of("query", text, "limit", 10, "namespace", "users/7"))));
        all.put(SEARCH, questions.stream().map(text -> ask("/v1/memories/search", Map.of("query", text, "limit", 10))));
        all.put("the same, one word", corpus.words(WARM_UP + ASKED, size).stream()
                .map(text -> ask("/v1/memories/search", Map.of("query", text, "limit", 10))));
        all.put(GET, IntStream.range(0, WARM_UP + ASKED)
                .mapToObj(i -> () -> holdfast.call("GET", memory(i), Optional.empty(), Map.of())));
        all.put(PUT, IntStream.range(0, WARM_UP + ASKED)
                .mapToObj(i -> () -> holdfast.call("PUT", memory(i), Optional.of("{\"content\":\"changed " + i + "\"}"), Map.of())));
        all.forEach((what, calls) -> results.accept(new Took(size, what, timed(calls))));
    }

    private static String memory(int i) {
        return "/v1/memories/users%2F" + i % USERS + "/k" + i % USERS;
    }

    private Runnable ask(String path, Map<String, ?> body) {
        String json = JSON.writeValueAsString(body);
        return () -> holdfast.call("POST", path, Optional.of(json), Map.of());
    }

    private static double[] timed(Stream<Runnable> calls) {
        List<Runnable> all = calls.toList();
        all.subList(0, WARM_UP).forEach(Runnable::run);
        return all.subList(WARM_UP, all.size()).stream()
                .mapToDouble(call -> {
                    long start = System.nanoTime();
                    call.run();
                    return (System.nanoTime() - start) / 1e6;
                })
                .sorted()
                .toArray();
    }

    private void load(int from, int to) {
        List<Map<String, String>> batch = new ArrayList<>(BATCH);
        for (int i = from; i < to; i++) {
            batch.add(Map.of("namespace", "users/" + i % USERS, "key", "k" + i, "content", corpus.text(i)));
            if (batch.size() == BATCH || i == to - 1) {
                holdfast.call("POST", "/v1/memories/batch", Optional.of(JSON.writeValueAsString(Map.of("memories", batch))), Map.of());
                batch.clear();
            }
            if (i % 100_000 == 99_999) {
                say((i + 1) + " loaded");
            }
        }
    }

    /** Until what runs in the background has counted what is there, and indexes and tables are as they are on the day after. */
    private void settle(int size) {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", holdfast.superuserPassword());
        String url = "jdbc:postgresql://127.0.0.1:" + holdfast.databasePort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE holdfast.memory");
            statement.execute("CHECKPOINT");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (size > 5_000 && !counted(statement, size)) {
                if (System.nanoTime() > end) {
                    throw new BenchException("the server did not count its words within " + PATIENCE_SECONDS + " seconds");
                }
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (SQLException failed) {
            throw new BenchException("the database cannot be reached", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    private static boolean counted(Statement statement, int size) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT FROM holdfast.corpus_statistics WHERE kind = 'memory' AND sampled_of > 0.7 * " + size)) {
            return row.next();
        }
    }

    private static void say(String text) {
        System.err.printf("%4d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - BEGAN), text);
    }
}
