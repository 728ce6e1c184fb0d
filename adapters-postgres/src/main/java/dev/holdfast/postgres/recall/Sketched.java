package dev.holdfast.postgres.recall;

import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.List;

/** The sketch of a text's vector, see {@link dev.holdfast.postgres.embedding.Sketch}, and the hash of that text. */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands for one question, read once
record Sketched(byte[] hash, byte[] sketch) {
    /** Whether there are more than were asked for, which one without a hash says, alone. */
    static boolean tooMany(List<Sketched> answer) {
        return answer.size() == 1 && answer.getFirst().hash().length == 0;
    }

    static Sketched read(Row row) throws SQLException {
        return new Sketched(row.bytes(), row.bytes());
    }
}
