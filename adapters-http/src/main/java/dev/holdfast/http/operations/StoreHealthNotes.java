package dev.holdfast.http.operations;

import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.operations.DeepHealthReport;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthHistory;
import dev.holdfast.ports.operations.HealthNotice;
import dev.holdfast.ports.operations.HealthReport;
import dev.holdfast.ports.operations.HealthSample;
import dev.holdfast.ports.operations.HealthStatus;
import dev.holdfast.ports.operations.PoolFigures;
import dev.holdfast.ports.operations.PoolSample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the OpenAPI document says of the store's health. */
final class StoreHealthNotes {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String WELL = "answers and writes";
    private static final PoolFigures POOL = new PoolFigures("requests", 10, 4, 1, 3, 0, 12, 340, 0, 9, 5);
    private static final String STATUS = "`ok`; `warning`: it works, and will not for ever; `failed`.";
    private static final String FINDING = "What it is like, in words.";

    private StoreHealthNotes() {}

    static Notes notes() {
        Notes notes = new Notes();
        reports(notes);
        history(notes);
        pool(notes);
        return notes;
    }

    private static void reports(Notes notes) {
        notes.about(HealthReport.class, "HealthReport")
                .example(new HealthReport(HealthStatus.OK, AT, 0.412, WELL, List.of(POOL)))
                .field("status", STATUS)
                .field("at", "When it was asked.")
                .field("latencyMs", "How many milliseconds the answer took, or nothing came.")
                .field("finding", FINDING)
                .field("pools", "Its pools of connections; empty when it has none.");
        notes.about(DeepHealthReport.class, "DeepHealthReport")
                .example(new DeepHealthReport(
                        HealthStatus.WARNING,
                        AT,
                        31,
                        List.of(
                                Finding.ok("database", WELL),
                                Finding.warning(
                                        "disk",
                                        "the database takes 812 MiB, 640 MiB are free",
                                        "Make room soon.",
                                        Figure.bytes("database", 851_443_712),
                                        Figure.bytes("free", 671_088_640)))))
                .field("status", "The worst of the checks.")
                .field("at", "When it was begun.")
                .field("tookMs", "How many milliseconds it took.")
                .field("checks", "What was looked at: always the same, in the same order.");
        notes.about(Finding.class, "HealthFinding")
                .field("name", "What was looked at.")
                .field("status", STATUS)
                .field("finding", FINDING)
                .field("next", "What to do; absent when nothing has to be done.")
                .field("figures", "What was measured.");
        notes.about(Figure.class, "HealthFigure")
                .field("name", "What was measured.")
                .field("value", "How much.")
                .field("unit", "`bytes`, `ms`, `s`, or empty for a count.");
    }

    private static void history(Notes notes) {
        notes.about(HealthHistory.class, "HealthHistory")
                .example(new HealthHistory(
                        List.of(new HealthSample(AT, HealthStatus.OK, 0.412, WELL)),
                        List.of(new PoolSample(AT, List.of(POOL))),
                        List.of(new HealthNotice(AT, "database", HealthStatus.OK, WELL)),
                        Optional.empty()))
                .field("samples", "Whether the store answered, every `health.interval`.")
                .field("pools", "What the pools were like, every `health.pool_interval`.")
                .field("notices", "What became better or worse.")
                .field("nextSince", "`since` of the next answer, when this one could not hold everything.");
        notes.about(HealthSample.class, "HealthSample")
                .field("at", "When it was asked.")
                .field("status", STATUS)
                .field("latencyMs", "How many milliseconds the answer took, or nothing came.")
                .field("finding", FINDING);
        notes.about(PoolSample.class, "PoolSample")
                .field("at", "When they were looked at.")
                .field("pools", "Every pool.");
        notes.about(HealthNotice.class, "HealthNotice")
                .field("at", "When it was noticed.")
                .field("subject", "`database`, or a pool: `pool_requests`.")
                .field("status", "What it is since then.")
                .field("finding", FINDING);
    }

    private static void pool(Notes notes) {
        notes.about(PoolFigures.class, "PoolFigures")
                .field("name", "`requests`, or `background`.")
                .field("size", "The most connections it may open.")
                .field("open", "Connections that are open.")
                .field("inUse", "Those that somebody works with.")
                .field("idle", "Those that nobody works with.")
                .field("waiting", "Callers that wait for one now.")
                .field("waits", "Callers that had to wait since the start.")
                .field("waitMs", "How many milliseconds they waited, all together.")
                .field("refused", "Those of them that waited in vain.")
                .field("opened", "Connections that were opened since the start.")
                .field("closed", "Connections that were closed since the start, for whatever reason.");
    }
}
