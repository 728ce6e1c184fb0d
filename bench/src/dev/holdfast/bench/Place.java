package dev.holdfast.bench;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** What differs from one request to the next. Always of one length, so that the length of a request is known before it is filled in. */
enum Place {
    /** Of a memory there is. */
    KEY(Integer.toString(Workload.FIRST_KEY)) {
        @Override
        String script(int lastKey) {
            return "random(" + Workload.FIRST_KEY + ", " + lastKey + ")";
        }

        @Override
        long drawn(RandomGenerator random, int lastKey) {
            return random.nextLong(Workload.FIRST_KEY, lastKey + 1L);
        }
    },
    /** In a content, so that the indexes of texts have something to do. */
    NUMBER("424242"),
    /** Of a memory there was not before. */
    FRESH("555555555555"),
    /** An Idempotency-Key. */
    CLAIM("777777777777777777");

    private final String marked;

    Place(String marked) {
        this.marked = marked;
    }

    /** How it stands in a request that is not filled in. */
    String token() {
        return "@" + name() + "@";
    }

    /** What stands there in the requests whose statements are taken from the log, to be found again. */
    String marked() {
        return marked;
    }

    /** The variable of pgbench. */
    String variable() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The expression of pgbench that draws it. */
    String script(int lastKey) {
        return "random(" + least() + ", " + (10 * least() - 1) + ")";
    }

    long drawn(RandomGenerator random, int lastKey) {
        return random.nextLong(least(), 10 * least());
    }

    private long least() {
        return Math.round(Math.pow(10, marked.length() - 1));
    }
}
