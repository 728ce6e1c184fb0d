package dev.holdfast.postgres.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.embedding.Sketch;
import java.time.Duration;
import java.util.Optional;

/**
 * Sketches that the database sent before, so that a search needs only those that are new: to send them takes most of an exact search.
 * They tell what is worth a look, and no more: which of it exists, passes and may be seen, the database says every time. So they may
 * be of texts that are gone, for a while.
 */
public final class KnownSketches {
    /** A tenant's vectors of one model. */
    record Owner(TenantId tenant, String model, int dimension) {}

    /** What is gone is forgotten after this. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What objects take around the bytes, and to tell them apart. */
    private static final int OVERHEAD = 190;

    private final long room;
    private final Cache<Owner, Held> held;

    /** @param room bytes that all of them take at most, about */
    public KnownSketches(long room) {
        this.room = room;
        this.held = Caffeine.newBuilder()
                .maximumWeight(room)
                .weigher((Owner owner, Held sketches) ->
                        (int) Math.min(Integer.MAX_VALUE, (long) sketches.size() * bytes(owner.dimension())))
                .expireAfter(Expiry.<Owner, Held>creating((owner, sketches) -> LIFETIME))
                .executor(Runnable::run)
                .build();
    }

    /** So many can be kept of one owner. */
    int most(Owner owner) {
        return (int) Math.min(Integer.MAX_VALUE, room / bytes(owner.dimension()));
    }

    private static int bytes(int dimension) {
        return Sketch.HEAD + dimension + ContentHash.BYTES + OVERHEAD;
    }

    Optional<Held> of(Owner owner) {
        return Optional.ofNullable(held.getIfPresent(owner));
    }

    /** Of a new one, or one that has grown. */
    void keep(Owner owner, Held sketches) {
        held.put(owner, sketches);
    }

    void forget(Owner owner) {
        held.invalidate(owner);
    }
}
