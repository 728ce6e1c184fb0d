package dev.holdfast.postgres.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.embedding.Sketch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Sketches that the database sent before, so that a search needs only those that are new: to send them takes most of an exact search.
 * They tell what is worth a look, and no more: which of it exists, passes and may be seen, the database says every time. So they may
 * be of texts that are gone, for a while.
 */
public final class KnownSketches {
    /** A tenant's vectors of one model. */
    record Owner(TenantId tenant, String model, int dimension) {}

    /** What is gone is forgotten after this, even if nobody asks any more. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What objects take around the bytes, and to tell them apart. */
    private static final int OVERHEAD = 190;

    /** What an owner takes. */
    private static final int ENTRY = 1_000;

    private static final int MOST_LARGE_OWNERS = 10_000;

    private final long room;
    private final Cache<Owner, Held> held;
    private final Cache<Owner, Boolean> large;

    /** One at a time, because what is collected takes as much room again. */
    private final Semaphore collecting = new Semaphore(1);

    /** @param room bytes that all of them take at most, about */
    public KnownSketches(long room) {
        this.room = room;
        this.held = Caffeine.newBuilder()
                .maximumWeight(room)
                .weigher((Owner owner, Held sketches) ->
                        (int) Math.min(Integer.MAX_VALUE, ENTRY + (long) sketches.size() * bytes(owner.dimension())))
                .expireAfter(Expiry.<Owner, Held>creating((owner, sketches) -> LIFETIME))
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .build();
        this.large = Caffeine.newBuilder()
                .maximumSize(MOST_LARGE_OWNERS)
                .expireAfterWrite(LIFETIME)
                .executor(Runnable::run)
                .build();
    }

    /** So many can be kept of one owner. */
    int most(Owner owner) {
        return (int) Math.min(Integer.MAX_VALUE, (room - ENTRY) / bytes(owner.dimension()));
    }

    /** What a sketch takes here, about. */
    static int bytes(int dimension) {
        return Sketch.HEAD + dimension + Sketch.TAIL + OVERHEAD;
    }

    Optional<Held> of(Owner owner) {
        return Optional.ofNullable(held.getIfPresent(owner));
    }

    /** It has grown. Nothing is kept for longer because of that. */
    void grown(Owner owner, Held sketches) {
        held.asMap().replace(owner, sketches, sketches);
    }

    void forget(Owner owner) {
        held.invalidate(owner);
    }

    /** Does what reads all sketches of an owner, and keeps those, unless there is a reason not to. */
    void collect(Owner owner, Consumer<Collecting> read) {
        boolean wanted =
                held.getIfPresent(owner) == null && large.getIfPresent(owner) == null && collecting.tryAcquire();
        if (!wanted) {
            read.accept(new Collecting(0));
            return;
        }
        try {
            Collecting all = new Collecting(most(owner));
            read.accept(all);
            if (!all.fits()) {
                large.put(owner, true);
            }
            all.held().ifPresent(complete -> held.put(owner, complete));
        } finally {
            collecting.release();
        }
    }
}
