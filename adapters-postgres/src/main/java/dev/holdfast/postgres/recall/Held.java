package dev.holdfast.postgres.recall;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All sketches of one owner up to a {@link Moment}, and some of later ones; each once. Grows only. */
final class Held {
    private final Set<ByteBuffer> hashes = new HashSet<>();
    private Moment moment;
    private Sketched[] sketches;
    private int size;

    Held(Moment moment, List<Sketched> all) {
        this.moment = moment;
        this.sketches = new Sketched[all.size()];
        add(all);
    }

    synchronized Moment moment() {
        return moment;
    }

    synchronized int size() {
        return size;
    }

    /**
     * Adds what an answer of that moment adds to one of {@link #moment}, as it was when that was asked.
     *
     * @return whether it has grown
     */
    synchronized boolean grow(Moment later, List<Sketched> since) {
        if (later.follows(moment)) {
            moment = later; // another may have been faster
        }
        int before = size;
        add(since);
        return size > before;
    }

    private void add(List<Sketched> more) {
        for (Sketched each : more) {
            if (hashes.add(ByteBuffer.wrap(each.hash()))) {
                if (size == sketches.length) {
                    sketches = Arrays.copyOf(sketches, Math.max(16, size + size / 8));
                }
                sketches[size++] = each;
            }
        }
    }

    /** As they are now; nothing is added to them. */
    synchronized List<Sketched> all() {
        return Arrays.asList(sketches).subList(0, size);
    }
}
