package dev.holdfast.postgres.recall;

import dev.holdfast.postgres.embedding.Sketch;
import dev.holdfast.postgres.support.Row;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A {@link Sketch}, as it is stored. */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands for one question, read once
record Sketched(byte[] bytes) {
    static final Comparator<Sketched> BY_HASH = (one, other) -> Arrays.compareUnsigned(
            one.bytes, one.head(), one.bytes.length, other.bytes, other.head(), other.bytes.length);

    /** Equal to that of another sketch of the same text. */
    ByteBuffer key() {
        return ByteBuffer.wrap(bytes, head(), Sketch.TAIL);
    }

    /** How much comes before the hash. */
    private int head() {
        return bytes.length - Sketch.TAIL;
    }

    /** Of the text that has the vector. */
    byte[] hash() {
        return Arrays.copyOfRange(bytes, head(), bytes.length);
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
