package dev.holdfast.postgres.support;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the retries of the whole process to a tenth of its transactions, so that a struggling database is not buried under
 * repetitions. Every transaction pays in a tenth of a retry, up to {@value #MOST} of them; every retry takes one out.
 */
final class RetryBudget {
    private static final int TENTHS = 10;
    private static final int MOST = 100;

    private final AtomicInteger tenths = new AtomicInteger(MOST * TENTHS);

    void earn() {
        if (tenths.get() < MOST * TENTHS) {
            tenths.incrementAndGet();
        }
    }

    /** How many repetitions it would allow now. */
    int left() {
        return tenths.get() / TENTHS;
    }

    boolean spend() {
        return tenths.getAndUpdate(have -> have >= TENTHS ? have - TENTHS : have) >= TENTHS;
    }
}
