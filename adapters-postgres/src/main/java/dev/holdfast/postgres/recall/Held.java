package dev.holdfast.postgres.recall;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** All sketches of one owner up to a {@link Moment}, and some of later ones; each text's once. Grows only. */
final class Held {
    /** As it was once. */
    private record State(Moment moment, List<Sketched> all) {}

    private final Lock growing = new ReentrantLock();
    private Sketched[] sketches;
    private int size;

    /** By hash, from when something is added. */
    private Map<ByteBuffer, Sketched> texts = Map.of();

    private volatile State state;

    Held(Moment moment, List<Sketched> all) {
        this.sketches = all.toArray(Sketched[]::new);
        this.size = sketches.length;
        this.state = new State(moment, first());
    }

    Moment moment() {
        return state.moment();
    }

    /** As they are now; nothing is added to them. */
    List<Sketched> all() {
        return state.all();
    }

    int size() {
        return all().size();
    }

    /**
     * Adds what an answer of that moment adds to one of {@link #moment}, as it was when that was asked.
     *
     * @return whether that could be: not when a text has got another vector, for then nobody knows here which is the later
     */
    boolean grow(Moment later, List<Sketched> since) {
        growing.lock();
        try {
            if (!addAll(since)) {
                return false;
            }
            Moment before = state.moment(); // another may have been faster
            state = new State(later.follows(before) ? later : before, first());
            return true;
        } finally {
            growing.unlock();
        }
    }

    private boolean addAll(List<Sketched> since) {
        if (!since.isEmpty() && texts.isEmpty()) {
            texts = new HashMap<>(size + size / 2);
            first().forEach(each -> texts.put(each.key(), each));
        }
        for (Sketched each : since) {
            Sketched before = texts.putIfAbsent(each.key(), each);
            if (before == null) {
                add(each);
            } else if (!Arrays.equals(before.bytes(), each.bytes())) {
                return false;
            }
        }
        return true;
    }

    private void add(Sketched one) {
        if (size == sketches.length) {
            sketches = Arrays.copyOf(sketches, size + size / 8 + 16);
        }
        sketches[size++] = one;
    }

    /** What comes behind these in the array is not theirs. */
    private List<Sketched> first() {
        return Arrays.asList(sketches).subList(0, size);
    }
}
