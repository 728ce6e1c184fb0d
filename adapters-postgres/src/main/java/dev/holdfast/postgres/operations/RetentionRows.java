package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.JsonColumn;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** What statements about retention answer. */
final class RetentionRows {
    /** A row that is to go, of whichever kind was asked about. */
    record Found(RetiredRow.Name name, String content) {
        RetiredRow as(RetentionKind kind) {
            return new RetiredRow(kind, name, JsonColumn.parseTree(content));
        }
    }

    private RetentionRows() {}

    static Found found(Row row) throws SQLException {
        return new Found(new RetiredRow.Name(row.uuid(), row.number()), row.text());
    }

    static RetentionCut.Surplus surplus(Row row) throws SQLException {
        return new RetentionCut.Surplus(row.instant(), row.uuid());
    }

    static RetentionFigures figures(Row row) throws SQLException {
        return new RetentionFigures(
                row.number(), row.number(), row.number(), row.optionalInstant(), row.optionalInstant());
    }

    static RetentionPolicy policy(Row row) throws SQLException {
        return new RetentionPolicy(
                new RetentionRule(
                        row.oneOf(RetentionKind.class),
                        row.optionalNumber().map(Math::toIntExact),
                        row.optionalNumber(),
                        row.optionalNumber().map(Math::toIntExact)),
                new Revision(row.number()),
                row.instant(),
                new PrincipalId(row.text()));
    }
}
