package dev.holdfast.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pgbench scripts of all operations, taken from what the server sends, and proved to do the same work. */
final class Scripts {
    private static final int PROOF = 16;

    private final Map<String, List<Script>> scripts = new HashMap<>();
    private final Holdfast holdfast;
    private final Database database;
    private final Workload workload;
    private final Pgbench pgbench;

    Scripts(Holdfast holdfast, Database database, Workload workload, Pgbench pgbench) {
        this.holdfast = holdfast;
        this.database = database;
        this.workload = workload;
        this.pgbench = pgbench;
    }

    void take(List<Operation> operations) {
        for (Operation operation : operations) {
            scripts.put(operation.kind(), captured(operation));
            prove(operation);
        }
    }

    List<Script> of(Operation operation) {
        return scripts.get(operation.kind());
    }

    /** Of one request. */
    int roundTrips(Operation operation) {
        return of(operation).stream().mapToInt(Script::roundTrips).max().orElseThrow();
    }

    private List<Script> captured(Operation operation) {
        // What a first request pays for once, such as looking the API key up, is over then.
        holdfast.call(operation.requests().getFirst().filled(place -> other(place, "1")));
        List<List<CapturedStatement>> captured = database.capture(operation.requests().stream()
                .<Runnable>map(request -> () -> holdfast.call(request.marked()))
                .toList());
        return IntStream.range(0, captured.size())
                .mapToObj(i -> Script.of(i, ofTheRequest(captured.get(i)), workload.lastKey(), database::isNew))
                .toList();
    }

    /** The round trip in which a key is looked up is that of one request a second, whoever asks. */
    private static List<List<CapturedStatement>> ofTheRequest(List<CapturedStatement> statements) {
        return CapturedStatement.roundTrips(statements).stream()
                .filter(trip -> trip.stream().noneMatch(statement -> statement.sql().contains("holdfast.api_key")))
                .toList();
    }

    /** As the mark of a place, but with another end. */
    private static String other(Place place, String end) {
        return place.marked().substring(0, place.marked().length() - end.length()) + end;
    }

    /** As many requests and runs of the scripts leave the same behind. */
    private void prove(Operation operation) {
        List<Template> requests = operation.requests();
        database.forgetNew();
        Database.Rows byHttp = written(() -> {
            for (int i = 0; i < PROOF; i++) {
                String end = Integer.toString(10 + i);
                holdfast.call(requests.get(i % requests.size()).filled(place -> other(place, end)));
            }
        });
        long readBefore = database.memoriesRead();
        Database.Rows byPgbench = written(() -> pgbench.run(
                operation.kind(), of(operation), 1, List.of("-t", Integer.toString(PROOF)), Duration.ZERO, Duration.ofSeconds(60)));
        database.forgetNew();
        boolean read = !operation.kind().equals(Operations.READ) || awaitRead(readBefore + PROOF);
        if (!byHttp.equals(byPgbench) || !read || (byHttp.changes() > 0) != operation.writes()) {
            throw new BenchException("pgbench does other work than the server (" + operation.title() + "): server " + byHttp
                    + ", pgbench " + byPgbench + "\n" + of(operation).getFirst().text());
        }
    }

    private Database.Rows written(Runnable work) {
        Database.Rows before = database.rows();
        work.run();
        return database.rows().minus(before);
    }

    /** Sessions report what they did as they end. */
    private boolean awaitRead(long expected) {
        for (int i = 0; i < 200 && database.memoriesRead() < expected; i++) {
            Programs.pause(Duration.ofMillis(10));
        }
        return database.memoriesRead() >= expected;
    }
}
