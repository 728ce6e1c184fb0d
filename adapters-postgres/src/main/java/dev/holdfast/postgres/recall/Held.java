package dev.holdfast.postgres.recall;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All sketches of one owner up to a {@link Moment}, and some of later ones; each text's once. Grows only. */
final class Held {
    private Moment moment;
    private Sketched[] sketches;
    private int size;

    /** By hash, from when something is added. */
    private Map<ByteBuffer, Sketched> texts = Map.of();

    Held(Moment moment, List<Sketched> all) {
        this.moment = moment;
        this.sketches = all.toArray(Sketched[]::new);
        this.size = sketches.length;
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
     * @return whether that could be: not when a text has got another vector, for then nobody knows here which is the later
     */
    synchronized boolean grow(Moment later, List<Sketched> since) {
        if (!since.isEmpty() && texts.isEmpty()) {
            texts = new HashMap<>(size + size / 2);
            all().forEach(each -> texts.put(each.key(), each));
        }
        for (Sketched each : since) {
            Sketched before = texts.putIfAbsent(each.key(), each);
            if (before == null) {
                add(each);
            } else if (!Arrays.equals(before.bytes(), each.bytes())) {
                return false;
            }
        }
        if (later.follows(moment)) {
            moment = later; // another may have been faster
        }
        return true;
    }

    private void add(Sketched one) {
        if (size == sketches.length) {
            sketches = Arrays.copyOf(sketches, size + size / 8 + 16);
        }
        sketches[size++] = one;
    }

    /** As they are now; nothing is added to them. */
    synchronized List<Sketched> all() {
        return Arrays.asList(sketches).subList(0, size);
    }
}
