package dev.holdfast.ports.shared;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells those who wait that it has been too long, at most {@value #TICK_MS} ms late. A timer for each would be exact, and a thread that is woken twice
 * for each call: a sixth of a processor at 20,000 calls a second, and as much again for waking it.
 */
public final class Overdue {
    /** Somebody who waits. */
    public interface Waiting {
        /**
         * Ends the wait if it has been too long.
         *
         * @param now as {@link System#nanoTime} tells it
         */
        void look(long now);
    }

    public static final int TICK_MS = 20;

    private static final Duration TICK = Duration.ofMillis(TICK_MS);

    private final String name;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();

    /** @param name of the thread that looks */
    public Overdue(String name) {
        this.name = name;
    }

    /** Watches it until it is let go. */
    public void watch(Waiting one) {
        waiting.add(one);
        if (!awake.get() && awake.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::look);
        }
    }

    public void letGo(Waiting one) {
        waiting.remove(one);
    }

    /** As long as anybody waits; nothing runs while nobody does. */
    private void look() {
        do {
            while (!waiting.isEmpty()) {
                pause();
                long now = System.nanoTime();
                waiting.forEach(one -> one.look(now));
            }
            awake.set(false);
            // Whoever came meanwhile thinks that somebody looks.
        } while (!waiting.isEmpty() && awake.compareAndSet(false, true));
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException ofNobodysConcern) {
            // Nobody has this thread; a sleep cut short is a look too early.
        }
    }
}
