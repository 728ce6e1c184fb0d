package dev.holdfast.postgres.recall;

import dev.holdfast.postgres.embedding.Sketch;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** A {@link Sketch}, as it is stored. */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands for one question, read once
record Sketched(byte[] bytes) {
    /** Of the text that has the vector. */
    byte[] hash() {
        return Arrays.copyOfRange(bytes, bytes.length - Sketch.TAIL, bytes.length);
    }

    /** Whether there are more than were asked for, which is said by one that is none, alone. */
    static boolean areTooMany(List<Sketched> answer) {
        return answer.size() == 1 && answer.getFirst().bytes().length <= 1;
    }

    /** Of too many, whether there is an index to ask. */
    static boolean haveIndex(List<Sketched> answer) {
        return answer.getFirst().bytes().length == 1;
    }

    static Sketched read(Row row) throws SQLException {
        return new Sketched(row.bytes());
    }
}
