package dev.holdfast.http.operations;

import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.MigrationState;
import dev.holdfast.http.operations.SchemaViews.CatalogueView;
import dev.holdfast.http.operations.SchemaViews.DriftView;
import dev.holdfast.http.operations.SchemaViews.LossView;
import dev.holdfast.http.operations.SchemaViews.MigrationView;
import dev.holdfast.http.operations.SchemaViews.ProblemView;
import dev.holdfast.http.operations.SchemaViews.RollbackView;
import dev.holdfast.http.operations.SchemaViews.SchemaView;
import dev.holdfast.http.support.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the OpenAPI document says of the schema. */
public final class SchemaNotes {
    private static final String VERSION = "Its number, from 1 on.";
    private static final String DESCRIPTION = "Its name.";
    private static final Instant MOMENT = Instant.parse("2026-01-31T12:00:00Z");

    private SchemaNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(SchemaView.class, "SchemaVersions")
                .example(new SchemaView(
                        1,
                        1,
                        true,
                        List.of(new MigrationView(
                                1,
                                "tenants and keys",
                                MigrationState.APPLIED,
                                -1402113527,
                                Optional.of("postgres"),
                                Optional.of(MOMENT),
                                Optional.of(31L))),
                        List.of(),
                        List.of()))
                .field("current", "The newest version that is in the database; 0 when there is none.")
                .field("newest", "The newest version this program brings; 0 when the store has no schema.")
                .field("sound", "Whether this program can work with what is there.")
                .field("items", "Every version that is known or there, the oldest first.")
                .field("rollbacks", "What was taken back, the oldest first.")
                .field("problems", "Why this program cannot work with what is there; empty when it can.");
        notes.about(MigrationView.class, "SchemaVersion")
                .field("version", VERSION)
                .field("description", DESCRIPTION)
                .field(
                        "state",
                        "`applied`; `pending`: not there yet; `undone`: was there and was taken back; `failed`: did not come to"
                                + " its end; `changed`: applied from another script; `unknown`: not of this program.")
                .field("checksum", "Of its script.")
                .field("installedBy", "The user of the database that applied it.")
                .field("installedAt", "When it was applied.")
                .field("durationMs", "How long that took, in milliseconds.");
        notes.about(RollbackView.class, "SchemaRollback")
                .field("version", VERSION)
                .field("description", DESCRIPTION)
                .field("installedBy", "The user of the database that had applied it.")
                .field("installedAt", "When it had been applied.")
                .field("undoneBy", "The user of the database that took it back.")
                .field("undoneAt", "When it was taken back.")
                .field("durationMs", "How long that took, in milliseconds.")
                .field("from", "The version the database was at when somebody began to take versions back.")
                .field("to", "The version it was meant to be at afterwards.")
                .field("losses", "What was lost with it.");
        notes.about(LossView.class, "SchemaLoss")
                .field("table", "A table.")
                .field("column", "The column whose values were lost; absent when whole rows were.")
                .field("rows", "How many.");
        notes.about(ProblemView.class, "SchemaProblem")
                .field("version", VERSION)
                .field("finding", "What is wrong.")
                .field("next", "What to do.");
        comparison(notes);
        return notes;
    }

    private static void comparison(Notes notes) {
        notes.about(CatalogueView.class, "SchemaComparison")
                .example(new CatalogueView(
                        11,
                        11,
                        false,
                        820,
                        List.of(new DriftView(
                                DriftState.MISSING,
                                "index",
                                "memory.memory_category",
                                0,
                                Optional.of("CREATE INDEX memory_category ON memory USING btree (tenant_id, category)"),
                                Optional.empty()))))
                .field("version", "The version of the schema that is in the database.")
                .field(
                        "expectedVersion",
                        "The version whose objects this program knows. Nothing is compared with another.")
                .field(
                        "matches",
                        "Whether all that is expected is there, and as expected. What is there beside it does no harm.")
                .field("objects", "How many objects are expected.")
                .field("items", "What differs, in the order in which it could be made.");
        notes.about(DriftView.class, "SchemaDrift")
                .field(
                        "state",
                        "`missing`: expected and not there; `changed`: there, but not as expected; `extra`: there, and nobody expects"
                                + " it.")
                .field("kind", "What it is, such as `table`, `row_security` or `grant`.")
                .field("name", "Which one.")
                .field("parts", "How many objects are missing, or extra, because they are part of it.")
                .field("expected", "How it should be made; absent when nobody expects it.")
                .field("found", "How it is made; absent when it is missing.");
    }
}
