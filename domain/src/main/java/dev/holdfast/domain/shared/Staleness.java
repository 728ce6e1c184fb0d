package dev.holdfast.domain.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * How old what a call reads may be, and how old it turned out to be. Whoever receives a call makes one for it and asks it when the call
 * has ended; a store that answers from a copy of itself tells it. A store without copies never does.
 *
 * <p>An age is a bound: everything that was acknowledged longer ago than that is in the answer.
 */
public final class Staleness {
    /** For whatever changes something, or decides about a change: only the newest will do. Tells nothing, and may be shared. */
    public static final Staleness NONE = new Staleness(Duration.ZERO, false);

    /** Longer than any copy may lag and be of use. */
    private static final Duration ANY = Duration.ofDays(36_500);

    private final Duration most;
    private final boolean asked;
    private final LongAccumulator oldestNanos = new LongAccumulator(Math::max, 0);

    private Staleness(Duration most, boolean asked) {
        this.most = most;
        this.asked = asked;
    }

    /** The newest, and when that cannot be had, whatever there is. */
    public static Staleness ifNeedBe() {
        return new Staleness(ANY, false);
    }

    /** A copy, unless it is older than {@code most}; nothing but the newest when that is zero. */
    public static Staleness upTo(Duration most) {
        return most.isPositive() ? new Staleness(most, true) : NONE;
    }

    /** The same bound for what a copy must not be preferred for. Whoever asks for one hands on what it saw. */
    public Staleness butOnlyIfNeedBe() {
        return isRefused() ? NONE : new Staleness(most, false);
    }

    /** Whether a copy will not do. */
    public boolean isRefused() {
        return most.isZero();
    }

    /** Whether a copy is wanted, so that the newest is left in peace. */
    public boolean isAsked() {
        return asked;
    }

    public boolean allows(Duration age) {
        return age.compareTo(most) <= 0;
    }

    /** Something of that age is part of the answer. However new it was said to be, it is of a copy. */
    public void saw(Duration age) {
        if (!isRefused()) {
            oldestNanos.accumulate(Math.max(1, age.toNanos()));
        }
    }

    /** The age of the oldest that is part of the answer; empty when all of it is the newest. */
    public Optional<Duration> oldest() {
        return Optional.of(Duration.ofNanos(oldestNanos.get())).filter(Duration::isPositive);
    }
}
