package dev.holdfast.ports.operations;

import java.util.ArrayList;
import java.util.List;

/**
 * One pool of connections: now, and since the process started.
 *
 * @param name such as {@code requests}
 * @param size the most connections it may open
 * @param open connections that are open
 * @param inUse those of them that somebody works with
 * @param idle those of them that nobody works with
 * @param waiting callers that wait for one now
 * @param waits callers that had to wait for one, whether they got it or not
 * @param waitMs how long they waited, all together
 * @param refused those that waited in vain
 * @param opened connections that were opened
 * @param closed connections that were closed, for whatever reason: idleness, age, a fault
 */
public record PoolFigures(
        String name,
        int size,
        int open,
        int inUse,
        int idle,
        int waiting,
        long waits,
        long waitMs,
        long refused,
        long opened,
        long closed) {

    public boolean saturated() {
        return inUse >= size;
    }

    /** What they say of the pool at this moment. */
    public Finding finding() {
        List<String> words = new ArrayList<>(List.of(inUse + " of " + size + " connections in use"));
        if (waiting > 0) {
            words.add(waiting + " waiting for one");
        }
        Figure[] figures = {
            Figure.count("size", size),
            Figure.count("in_use", inUse),
            Figure.count("waiting", waiting),
            Figure.count("waits", waits),
            Figure.millis("wait", waitMs),
            Figure.count("refused", refused)
        };
        String finding = String.join(", ", words);
        return saturated() || waiting > 0
                ? Finding.warning(
                        "pool_" + name,
                        finding,
                        "If it lasts, find what is slow (the database's pg_stat_activity), or give it more connections"
                                + " (HOLDFAST_POOL_SIZE).",
                        figures)
                : Finding.ok("pool_" + name, finding, figures);
    }
}
