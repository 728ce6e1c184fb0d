package dev.holdfast.postgres.recall;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * Up to where an answer is complete: PostgreSQL numbers its transactions as they begin, and they end in any order. What those before
 * {@code undecided} did was there, or never will be; everybody else may have been too late for the answer.
 *
 * @param undecided the first transaction that had not ended ({@code pg_snapshot_xmin})
 * @param history says within what the numbers mean the same: the server and since when it runs, the database and its table, and since when there are
 *     statistics, which are thrown away with the last of the numbers when the server recovers from a crash
 */
record Moment(long undecided, String history) {
    /** The first row of an answer, in the form of a sketch; shorter than any. */
    static final String SQL = """
            SELECT int8send(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
                || timestamptz_send(pg_postmaster_start_time())
                || timestamptz_send(coalesce(pg_stat_get_bgwriter_stat_reset_time(), '-infinity'))
                || oidsend('holdfast.embedding'::regclass) AS sketch
            """;

    private static final int BYTES = 28;

    static Moment of(List<Sketched> answer) {
        for (Sketched each : answer) {
            if (each.bytes().length == BYTES) {
                return new Moment(
                        ByteBuffer.wrap(each.bytes()).getLong(),
                        HexFormat.of().formatHex(each.bytes(), Long.BYTES, BYTES));
            }
        }
        throw new IllegalStateException("no moment was told");
    }

    /** Without the row that told it. */
    static List<Sketched> sketches(List<Sketched> answer) {
        return answer.stream().filter(each -> each.bytes().length != BYTES).toList();
    }

    boolean isOfTheHistoryOf(Moment other) {
        return history.equals(other.history);
    }

    /** Whether what an answer adds to that of an earlier moment, it adds to the same history. */
    boolean follows(Moment earlier) {
        return isOfTheHistoryOf(earlier) && undecided >= earlier.undecided;
    }

    /** As a row says who made it: without the times that the numbers began again. */
    String xid() {
        return Long.toString(undecided & 0xFFFF_FFFFL);
    }
}
