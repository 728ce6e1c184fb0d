package dev.holdfast.bench.vectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.bench.Holdfast;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.PgVectorFiles;
import dev.holdfast.postgres.operations.VectorIndexes;
import dev.holdfast.postgres.support.Coalescing;
import dev.holdfast.postgres.support.PoolConfig;
import dev.holdfast.postgres.support.PostgresConfig;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Search by vectors through the adapter of PostgreSQL, with one caller: exact, then by the index. What is found is compared with what
 * comparing everything in this process finds.
 */
final class VectorBench {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 1_000;
    private static final int K = 10;
    private static final int QUESTIONS = 300;
    private static final PrintStream OUT = System.out;

    private final Holdfast holdfast;
    private final PostgresStorage storage;
    private final AdminConnection admin;
    private final EmbeddingModel model;
    private final Clusters clusters;
    private final List<float[]> vectors = new ArrayList<>();
    private final Map<UUID, Integer> numbers = new HashMap<>();

    private VectorBench(Holdfast holdfast, PostgresStorage storage, AdminConnection admin, int dimension, int topics) {
        this.holdfast = holdfast;
        this.storage = storage;
        this.admin = admin;
        this.model = new EmbeddingModel("bench", dimension);
        this.clusters = new Clusters(dimension, topics, 42);
    }

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            OUT.println("bench/vectors/run [FEW [MANY [DIMENSION [TOPICS]]]]   default: 20000 100000 384 1000");
            return;
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path root = Path.of(arguments[0]);
        int few = argument(arguments, 1, 20_000);
        int many = argument(arguments, 2, 100_000);
        int dimension = argument(arguments, 3, 384);
        int topics = argument(arguments, 4, 1_000);
        try (Holdfast holdfast = new Holdfast(root, root.resolve("bench/target/vectors"))) {
            holdfast.start();
            AdminConnection admin = new AdminConnection(
                    "jdbc:postgresql://127.0.0.1:" + holdfast.databasePort() + "/postgres",
                    "postgres",
                    new Secret(holdfast.superuserPassword()));
            PoolConfig pool = PoolConfig.DEFAULT.withSize(2).withPatience(Duration.ofSeconds(5));
            try (PostgresStorage storage = new PostgresStorage(
                    new PostgresConfig(
                            admin.jdbcUrl(), admin.user(), admin.password(), Optional.of("holdfast_app"), pool, "bench",
                            PostgresConfig.SLOW_STATEMENT, Coalescing.ON),
                    new MetricRegistry(),
                    Clock.systemUTC())) {
                OUT.printf("%d dimensions, %d topics, one caller, k = %d%n", dimension, topics, K);
                new VectorBench(holdfast, storage, admin, dimension, topics).run(root, few, many);
            }
        }
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private void run(Path root, int few, int many) {
        storage.embeddings().register(scope(), model, Instant.now());
        load(few);
        ask("exact, " + few, QUESTIONS, i -> true, Condition.ALWAYS);
        load(many);
        ask("exact, " + many, QUESTIONS / 10, i -> true, Condition.ALWAYS);
        PgVectorFiles.copy(root.resolve("target/pgvector/17"), admin);
        long start = System.nanoTime();
        new VectorIndexes(admin).build(model, Metric.COSINE, progress -> {});
        OUT.printf("index built in %.1f s, %d MB%n", (System.nanoTime() - start) / 1e9, bytes() / 1_000_000);
        ask("index, " + many, QUESTIONS, i -> true, Condition.ALWAYS);
        for (int passing : new int[] {many / 2, many / 10, many / 100, many / 1_000, 1, 0}) {
            ask("index, filter that leaves " + passing, QUESTIONS / 3, i -> i < passing, numbered(passing));
        }
    }

    private long bytes() {
        return new VectorIndexes(admin)
                .look().indexes().stream().mapToLong(index -> index.bytes()).sum();
    }

    private static Condition numbered(int below) {
        return new Condition.Ordered(
                new Condition.Field.Metadata(List.of("number")),
                Condition.Order.LESS,
                new Condition.Value.Decimal(BigDecimal.valueOf(below)));
    }

    /** Memories over HTTP, as a user would; their vectors beside it. */
    private void load(int upTo) {
        for (int from = vectors.size(); from < upTo; from += BATCH) {
            int to = Math.min(upTo, from + BATCH);
            List<Map<String, Object>> memories = new ArrayList<>();
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = from; i < to; i++) {
                memories.add(Map.of("namespace", "bench", "key", "k" + i, "content", "text " + i, "metadata", Map.of("number", i)));
                vectors.add(clusters.vector(i));
                embeddings.add(new Embedding(ContentHash.of("text " + i), Vector.of(vectors.get(i))));
            }
            String answer = holdfast.call(
                    "POST",
                    "/v1/memories/batch",
                    Optional.of(JSON.writeValueAsString(Map.of("memories", memories))),
                    Map.of());
            for (JsonNode item : JSON.readTree(answer).get("items")) {
                JsonNode memory = item.has("memory") ? item.get("memory") : item;
                numbers.put(
                        UUID.fromString(memory.get("id").asString()),
                        Integer.parseInt(memory.get("key").asString().substring(1)));
            }
            storage.embeddings().store(scope(), model, embeddings, false, Instant.now());
        }
        analyse();
    }

    private void analyse() {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void ask(String what, int questions, IntPredicate passes, Condition where) {
        int[] passing = IntStream.range(0, vectors.size()).filter(passes).toArray();
        double[] took = new double[questions];
        long right = 0;
        long possible = 0;
        long shortOf = 0;
        for (int warm = 0; warm < questions; warm++) {
            nearest(clusters.vector(-1_000_000L - warm), where);
        }
        for (int question = 0; question < questions; question++) {
            float[] vector = clusters.vector(-1L - question);
            long start = System.nanoTime();
            List<VectorMatch> found = nearest(vector, where);
            took[question] = (System.nanoTime() - start) / 1e6;
            List<Integer> expected = truth(vector, passing);
            possible += expected.size();
            right += found.stream().filter(match -> expected.contains(numbers.get(match.id().value()))).count();
            if (found.size() < expected.size()) {
                shortOf++;
            }
        }
        OUT.println(new Asked(what, took, possible == 0 ? 1 : (double) right / possible, shortOf));
    }

    private List<VectorMatch> nearest(float[] vector, Condition where) {
        return storage.memoryPassages()
                .nearest(
                        scope(),
                        new VectorQuery(model.name(), Vector.of(vector), Metric.COSINE, OptionalInt.empty()),
                        new PassageFilter(List.of(), where, Optional.empty(), Instant.now()),
                        K);
    }

    private List<Integer> truth(float[] question, int... among) {
        record Near(int number, double cosine) {}
        return IntStream.of(among)
                .parallel()
                .mapToObj(i -> new Near(i, Clusters.dot(question, vectors.get(i))))
                .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                .limit(K)
                .map(Near::number)
                .toList();
    }

    private static Scope scope() {
        return new Scope(
                new TenantId("default"), PrincipalId.system("bench"), Instant.now().plusSeconds(60), "bench");
    }
}
