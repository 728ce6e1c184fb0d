package dev.holdfast.postgres.recall;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Up to where an answer is complete: PostgreSQL numbers its transactions as they begin, and they end in any order. What those before
 * {@code undecided} did was there, or never will be; everybody else may have been too late for the answer.
 *
 * @param undecided the first transaction that had not ended ({@code pg_snapshot_xmin})
 * @param server since when it runs, which tells it from another that numbers anew
 */
record Moment(long undecided, long server) {
    /** The first row of an answer, in the form of a sketch. */
    static final String SQL = """
            SELECT int8send(pg_snapshot_xmin(pg_current_snapshot())::text::bigint) || timestamptz_send(pg_postmaster_start_time()) AS sketch
            """;

    private static final int BYTES = 16;

    static Moment of(List<Sketched> answer) {
        for (Sketched each : answer) {
            if (each.bytes().length == BYTES) {
                ByteBuffer numbers = ByteBuffer.wrap(each.bytes());
                return new Moment(numbers.getLong(), numbers.getLong());
            }
        }
        throw new IllegalStateException("no moment was told");
    }

    /** Without the row that told it. */
    static List<Sketched> sketches(List<Sketched> answer) {
        return answer.stream().filter(each -> each.bytes().length != BYTES).toList();
    }

    /** Whether what an answer adds to that of an earlier moment, it adds to the same history. */
    boolean follows(Moment earlier) {
        return server == earlier.server && undecided >= earlier.undecided;
    }

    /** As a row says who made it: without the times that the numbers began again. */
    String xid() {
        return Long.toString(undecided & 0xFFFF_FFFFL);
    }
}
