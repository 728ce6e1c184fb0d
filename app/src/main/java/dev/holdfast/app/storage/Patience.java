package dev.holdfast.app.storage;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time that is left to wait for something that others do. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final long start = System.nanoTime();
    private final Duration whole;

    Patience(Duration whole) {
        this.whole = whole;
    }

    Duration left() {
        Duration left = whole.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Waits until nothing is wrong any more, or the time is over.
     *
     * @param trouble what is wrong; empty when nothing is
     * @param progress gets a line whenever that becomes something else
     */
    void until(Supplier<String> trouble, Consumer<String> progress) {
        String told = "";
        for (String now = trouble.get(); !now.isEmpty() && left().isPositive(); now = trouble.get()) {
            if (!now.equals(told)) {
                progress.accept("waiting for the schema (at most " + Math.ceilDiv(left().toMillis(), 1_000)
                        + " s more): " + now);
                told = now;
            }
            if (!pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(left().compareTo(PAUSE) < 0 ? left() : PAUSE);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
