package dev.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills the database through the batch endpoint, and after each batch copies the same rows into another tenant with COPY, which is
 * what a batch is measured by.
 */
final class Load {
    private static final int BATCH = 1_000;
    private static final String COPIED = "bench-copy";
    private static final String COLUMNS =
            "tenant_id, id, namespace, key, content, category, importance, tags, metadata, version, created_at, updated_at,"
                    + " recorded_at, created_by";

    private final Holdfast holdfast;
    private final Database database;
    private final Workload workload;

    Load(Holdfast holdfast, Database database, Workload workload) {
        this.holdfast = holdfast;
        this.database = database;
        this.workload = workload;
    }

    /** Rows per second, beside those of COPY. */
    Ratio run() {
        database.execute("SET holdfast.tenant = '" + COPIED + "'"); // triggers want to know whose rows these are
        Duration batches = Duration.ZERO;
        Duration copies = Duration.ZERO;
        for (int first = 0; first < workload.rows(); first += BATCH) {
            int last = Math.min(first + BATCH, workload.rows());
            String json = workload.batch(first, last);
            String rows = rows(first, last);
            long start = System.nanoTime();
            holdfast.call("POST", "/v1/memories/batch", Optional.of(json), Map.of());
            batches = batches.plusNanos(System.nanoTime() - start);
            copies = copies.plus(database.copy(COLUMNS, rows));
        }
        if (database.changes() != 2L * workload.rows()) {
            throw new BenchException("not every memory of the batches was stored");
        }
        database.execute("DELETE FROM holdfast.memory WHERE tenant_id = '" + COPIED + "'");
        database.execute("VACUUM ANALYZE");
        return rate(batches).to(rate(copies), "COPY");
    }

    private Quantity rate(Duration took) {
        return Quantity.perSecond(workload.rows() / (took.toNanos() / 1e9));
    }

    private String rows(int first, int last) {
        StringBuilder rows = new StringBuilder();
        for (int i = first; i < last; i++) {
            UUID id = UUID.nameUUIDFromBytes(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            rows.append(String.join(
                            "\t",
                            COPIED,
                            id.toString(),
                            Workload.NAMESPACE,
                            Integer.toString(Workload.FIRST_KEY + i),
                            workload.content(i),
                            "note",
                            "5",
                            "{bench,note}",
                            "{\"origin\":\"bench\"}",
                            "1",
                            "now",
                            "now",
                            "now",
                            "bench"))
                    .append('\n');
        }
        return rows.toString();
    }
}
