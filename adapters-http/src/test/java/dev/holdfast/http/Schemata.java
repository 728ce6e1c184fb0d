package dev.holdfast.http;

import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.InstalledMigration;
import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Rollback;
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
}
