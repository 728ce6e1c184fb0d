package dev.holdfast.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run finds, as it goes on. */
final class Findings {
    final Options options;
    String postgres = "";
    Optional<Start> start = Optional.empty();
    Optional<Long> idleMemory = Optional.empty();
    Optional<Long> busyMemory = Optional.empty();
    Optional<Ratio> load = Optional.empty();
    /** Of documents with chunks and vectors. */
    Optional<Ratio> ingest = Optional.empty();

    /** Of one caller, over {@link Vectors}. */
    Optional<Quantity> exactSearch = Optional.empty();

    Optional<Ratio> indexedSearch = Optional.empty();
    /** What the index finds of what comparing everything finds. */
    Optional<Double> overlap = Optional.empty();

    long connections;
    /** Of one request of each kind, counted in PostgreSQL's log. */
    final Map<String, Integer> roundTrips = new LinkedHashMap<>();

    List<Contest> contests = List.of();
    final List<Pace.Run> paces = new ArrayList<>();
    List<Stores.Compared> stores = List.of();
    List<Growth.Step> growth = List.of();

    Findings(Options options) {
        this.options = options;
    }

    Contest contest(String kind, int connections) {
        return contests.stream()
                .filter(contest -> contest.operation().kind().equals(kind) && contest.connections() == connections)
                .findFirst()
                .orElseThrow(() -> new BenchException(kind + " was not measured at " + connections + " connections"));
    }

    Optional<Contest> find(String kind, int connections) {
        return contests.stream()
                .filter(contest -> contest.operation().kind().equals(kind) && contest.connections() == connections)
                .findFirst();
    }

    String title() {
        return String.format(
                Locale.ROOT,
                "PostgreSQL %s (%s), Java %s, %d processors, %,d memories, %d round%s of %d s (%d s at 1 connection)%s",
                postgres,
                options.installedPostgres() ? "of Debian" : "embedded",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                options.rows(),
                options.rounds(),
                options.rounds() == 1 ? "" : "s",
                options.seconds(),
                options.seconds(1),
                options.isShort() ? ", a short run: not to be quoted" : "");
    }

    /** Everything of every round. */
    void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Clock.systemUTC().instant().toString());
        all.put("short", options.isShort());
        all.put("postgresql", postgres);
        all.put("postgresql_is", options.installedPostgres() ? "debian" : "embedded");
        all.put("java", Runtime.version().toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("memories", options.rows());
        all.put("seconds", options.seconds());
        all.put("database_connections", connections);
        all.put("round_trips", roundTrips);
        all.put("budgets", Budgets.of(this).stream().map(Budgets.Budget::json).toList());
        all.put("contests", contests.stream().map(ContestJson::of).toList());
        all.put("fixed_rates", paces.stream().map(Pace.Run::json).toList());
        load.ifPresent(ratio -> all.put("batch", ratio.json()));
        ingest.ifPresent(ratio -> all.put("ingest", ratio.json()));
        all.put("stores", stores.stream().map(Stores.Compared::json).toList());
        all.put("growth", growth.stream().map(Growth.Step::json).toList());
        Texts.write(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all));
    }
}
