package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of the ledger, in the order in which {@link RecallMapper} names their columns. */
final class RecallRows {
    private RecallRows() {}

    static RecallEntry entry(Row row) throws SQLException {
        RecallRecord record = record(row);
        List<UUID> judged = row.uuids();
        List<String> verdicts = row.texts();
        List<String> notes = row.texts();
        List<String> judges = row.texts();
        List<Long> moments = row.numbers();
        List<RecallFeedback> feedback = new ArrayList<>(judged.size());
        for (int i = 0; i < judged.size(); i++) {
            feedback.add(new RecallFeedback(
                    record.id(),
                    judged.get(i),
                    Verdict.valueOf(upper(verdicts.get(i))),
                    Optional.of(notes.get(i)).filter(note -> !note.isEmpty()),
                    new PrincipalId(judges.get(i)),
                    Instant.EPOCH.plus(moments.get(i), ChronoUnit.MICROS)));
        }
        return new RecallEntry(record, feedback);
    }

    private static RecallRecord record(Row row) throws SQLException {
        RecallId id = new RecallId(row.uuid());
        Instant at = row.instant();
        PrincipalId principal = new PrincipalId(row.text());
        String requestId = row.text();
        String query = row.text();
        Optional<Namespace> namespace = row.optionalText().map(Namespace::new);
        List<String> collections = row.texts();
        Optional<Instant> asOf = row.optionalInstant();
        EmbeddingUse embedding = row.oneOf(EmbeddingUse.class);
        JsonDocument tuning = row.json();
        int tokens = row.integer();
        return new RecallRecord(
                id,
                at,
                principal,
                requestId,
                query,
                namespace,
                collections,
                asOf,
                embedding,
                tuning,
                tokens,
                items(row));
    }

    private static List<RecallRecord.Item> items(Row row) throws SQLException {
        List<String> kinds = row.texts();
        List<UUID> ids = row.uuids();
        List<Long> versions = row.numbers();
        List<Double> scores = row.decimals();
        List<RecallRecord.Item> items = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            items.add(new RecallRecord.Item(
                    new PassageId(PassageKind.valueOf(upper(kinds.get(i))), ids.get(i)),
                    new Revision(versions.get(i)),
                    scores.get(i)));
        }
        return items;
    }

    static RecallFeedback feedback(Row row) throws SQLException {
        return new RecallFeedback(
                new RecallId(row.uuid()),
                row.uuid(),
                row.oneOf(Verdict.class),
                row.optionalText(),
                new PrincipalId(row.text()),
                row.instant());
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
