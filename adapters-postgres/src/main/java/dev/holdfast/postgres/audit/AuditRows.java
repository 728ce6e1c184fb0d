package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.Optional;

/** Rows of the columns that {@link AuditMapper#COLUMNS} names, in that order. */
final class AuditRows {
    private AuditRows() {}

    static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                new AuditEntryId(row.uuid()),
                row.instant(),
                new PrincipalId(row.text()),
                row.text(),
                row.text(),
                new AuditSubject(
                        row.text(),
                        row.text(),
                        row.optionalUuid(),
                        row.optionalNumber().map(Revision::new)),
                row.oneOf(AuditOutcome.class),
                optionalSeal(row));
    }

    static AuditSeal seal(Row row) throws SQLException {
        return optionalSeal(row).orElseThrow();
    }

    private static Optional<AuditSeal> optionalSeal(Row row) throws SQLException {
        Optional<Long> sequence = row.optionalNumber();
        Optional<String> hash = row.optionalText();
        return sequence.flatMap(number -> hash.map(digits -> new AuditSeal(number, digits)));
    }
}
