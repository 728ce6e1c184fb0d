package dev.holdfast.postgres.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** A passage and the vector of its text. */
record Compared(PassageId id, Vector vector) {
    static Compared read(Row row) throws SQLException {
        return new Compared(new PassageId(row.oneOf(PassageKind.class), row.uuid()), Vector.of(row.vector()));
    }
}
