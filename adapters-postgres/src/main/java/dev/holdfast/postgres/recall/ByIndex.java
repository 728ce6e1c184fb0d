package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What an index over vectors answers.
 *
 * @param id empty: there is no index
 */
record ByIndex(Optional<PassageId> id, double distance) {
    static ByIndex read(Row row) throws SQLException {
        PassageKind kind = row.oneOf(PassageKind.class);
        return new ByIndex(row.optionalUuid().map(id -> new PassageId(kind, id)), row.decimal());
    }
}
