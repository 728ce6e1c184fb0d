package dev.holdfast.postgres.recall;

import java.util.Arrays;
import java.util.Comparator;

/**
 * What PostgreSQL's {@code ts_rank} says of a single term, read back. With weight 1 for places in a title and a half for places in
 * the text, {@code t} places of which {@code a} are in the title, and those come first, it is
 *
 * <pre>(sum over i of 1..t of weight(i) / i^2) / (pi^2 / 6)</pre>
 *
 * which tells {@code t} and {@code a} exactly up to two dozen, and roughly beyond. PostgreSQL keeps at most 255 places of a
 * word. Source: {@code calc_rank_or} in {@code src/backend/utils/adt/tsrank.c}.
 *
 * @param frequency 0 when the term is not there
 */
record TermRank(int frequency, boolean inTitle) {
    private static final TermRank ABSENT = new TermRank(0, false);
    private static final int MOST = 255;
    private static final double ALL_SQUARES = 1.64493406685;
    private static final float TITLE = 1.0f;
    private static final float TEXT = 0.5f;

    private record Known(float rank, TermRank meaning) {}

    private static final class Table {
        static final Known[] KNOWN = known();

        private static Known[] known() {
            Known[] known = new Known[MOST * (MOST + 3) / 2];
            int next = 0;
            for (int titled = 0; titled <= MOST; titled++) {
                float sum = 0;
                for (int place = 1; place <= MOST; place++) {
                    sum += (place <= titled ? TITLE : TEXT) / (place * place);
                    if (place >= Math.max(1, titled)) {
                        float first = titled > 0 ? TITLE : TEXT;
                        float rank = (float) ((first + sum - first) / ALL_SQUARES);
                        known[next++] = new Known(rank, new TermRank(place, titled > 0));
                    }
                }
            }
            // Of two that are too near to one another to be told apart, the smaller.
            Arrays.sort(
                    known,
                    Comparator.<Known>comparingDouble(each -> each.rank)
                            .thenComparingInt(each -> each.meaning.frequency));
            return known;
        }
    }

    /** @param rank below 0, it is what {@code holdfast.prefix_rank} counted */
    static TermRank of(float rank) {
        if (rank == 0) {
            return ABSENT;
        }
        if (rank < 0) {
            int counted = Math.round(-rank);
            return new TermRank(counted / 2, counted % 2 == 1);
        }
        Known[] known = Table.KNOWN;
        int low = 0;
        int high = known.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known[middle].rank < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low > 0 && rank - known[low - 1].rank < known[low].rank - rank) {
            low--;
        }
        while (low > 0 && known[low - 1].rank == known[low].rank) {
            low--;
        }
        return known[low].meaning;
    }
}
