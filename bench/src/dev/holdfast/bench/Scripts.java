package dev.holdfast.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The pgbench scripts of all operations, taken from what the server sends, and proved to do the same work. */
final class Scripts {
    private static final int PROOF = 10;

    private final Map<Operation, Script> scripts = new EnumMap<>(Operation.class);
    private final Holdfast holdfast;
    private final Database database;
    private final Workload workload;
    private final Pgbench pgbench;

    Scripts(Holdfast holdfast, Database database, Workload workload, Pgbench pgbench) {
        this.holdfast = holdfast;
        this.database = database;
        this.workload = workload;
        this.pgbench = pgbench;
        for (Operation operation : Operation.values()) {
            scripts.put(operation, captured(operation));
            prove(operation);
        }
    }

    Script of(Operation operation) {
        return scripts.get(operation);
    }

    private Script captured(Operation operation) {
        // What a first request pays for once, such as looking the API key up, is over then.
        call(operation, Script.MARKED_KEY + 1, "1");
        List<CapturedStatement> statements =
                database.capture(() -> call(operation, Script.MARKED_KEY, Script.MARKED_CLAIM)).stream()
                        .filter(statement -> !statement.sql().contains("holdfast.api_key"))
                        .toList();
        return Script.of(statements, workload, database::isAuditEntry);
    }

    private void call(Operation operation, int key, String claim) {
        holdfast.call(
                operation.method(),
                Workload.PATH + key,
                operation.body(workload, Script.MARKED_NUMBER),
                operation == Operation.UPSERT_ONCE ? Map.of("Idempotency-Key", claim) : Map.of());
    }

    /** Ten requests and ten runs of the script leave the same behind. */
    private void prove(Operation operation) {
        Script script = scripts.get(operation);
        Database.Rows byHttp = written(() -> {
            for (int i = 0; i < PROOF; i++) {
                call(operation, Script.MARKED_KEY + i, "proof-" + i);
            }
            return PROOF;
        });
        long readBefore = database.memoriesRead();
        Database.Rows byPgbench = written(() -> pgbench.run(
                        operation, script, 1, List.of("-t", Integer.toString(PROOF)), Duration.ofSeconds(30))
                .operations());
        boolean read = operation.writes() || awaitRead(readBefore + PROOF);
        if (!byHttp.equals(byPgbench) || !read || (byHttp.changes() > 0) != operation.writes()) {
            throw new BenchException("pgbench does other work than the server (" + operation.title() + "): server " + byHttp
                    + ", pgbench " + byPgbench + "\n" + script.text());
        }
    }

    private Database.Rows written(Supplier<Number> work) {
        Database.Rows before = database.rows();
        work.get();
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
