package dev.holdfast.postgres.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** A passage and the vector of its text. */
record Candidate(PassageId id, Vector vector) {
    static Candidate read(Row row) throws SQLException {
        return new Candidate(new PassageId(row.oneOf(PassageKind.class), row.uuid()), Vector.of(row.vector()));
    }
}
