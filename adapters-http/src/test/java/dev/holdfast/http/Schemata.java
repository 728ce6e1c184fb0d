package dev.holdfast.http;

import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.InstalledMigration;
import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaObject;
import dev.holdfast.domain.operations.SchemaState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** States of a schema that no store of these tests has. */
public final class Schemata {
    private static final Installation THEN =
            new Installation("operator", Instant.parse("2026-01-31T12:00:00.123456Z"), Duration.ofMillis(31));

    private Schemata() {}

    /** One version applied, one from another script, one taken back with its rows, one to come. */
    public static SchemaState ofEveryKind() {
        return SchemaState.of(
                List.of(
                        new KnownMigration(1, "tenants and keys", 11),
                        new KnownMigration(2, "audit", 12),
                        new KnownMigration(3, "memories", 13),
                        new KnownMigration(4, "knowledge", 14)),
                List.of(
                        new InstalledMigration(1, "tenants and keys", 11, THEN, true),
                        new InstalledMigration(2, "audit", 99, THEN, true)),
                List.of(new Rollback(
                        3,
                        "memories",
                        THEN,
                        THEN,
                        3,
                        2,
                        List.of(
                                new Loss("memory", Optional.empty(), 7),
                                new Loss("memory_history", Optional.of("source"), 2)))));
    }

    /** A table missing with its column, a default changed, an index nobody expects. */
    public static SchemaComparison drifted() {
        SchemaObject table = object("table", "note", Optional.empty(), "CREATE TABLE note ()");
        SchemaObject column =
                object("column", "note.text", Optional.of("table note"), "ALTER TABLE note ADD COLUMN text");
        SchemaObject wanted = object("default", "memory.tries", Optional.empty(), "SET DEFAULT 0");
        SchemaObject there = object("default", "memory.tries", Optional.empty(), "SET DEFAULT 1");
        SchemaObject extra = object("index", "memory.mine", Optional.of("table memory"), "CREATE INDEX mine");
        return SchemaComparison.of(4, 4, List.of(table, column, wanted), List.of(there, extra));
    }

    private static SchemaObject object(String kind, String name, Optional<String> partOf, String definition) {
        return new SchemaObject(kind, name, partOf, definition);
    }
}
