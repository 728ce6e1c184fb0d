package dev.holdfast.domain.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongSupplier;

/**
 * How old what a call reads may be, and how old it turned out to be. Whoever receives a call makes one for it and asks it when the call
 * has ended; a store that answers from a copy of itself tells it. A store without copies never does.
 *
 * <p>An age is a bound: everything that was acknowledged longer ago than that is in the answer. What was read goes on ageing until the
 * answer is given.
 */
public final class Staleness {
    /** For whatever changes something, or decides about a change: only the newest will do. Tells nothing, and may be shared. */
    public static final Staleness NONE = new Staleness(Duration.ZERO, false, () -> 0);

    /** Longer than any copy may lag and be of use. */
    private static final Duration ANY = Duration.ofDays(36_500);

    /** No age ever was, nor will be. */
    private static final long NOTHING = Long.MIN_VALUE;

    private final Duration most;
    private final boolean asked;
    private final LongSupplier ticker;
    private final long start;

    /** Of the oldest, how old it would have been when the call began. */
    private final LongAccumulator oldestNanos = new LongAccumulator(Math::max, NOTHING);

    private Staleness(Duration most, boolean asked, LongSupplier ticker) {
        this.most = most;
        this.asked = asked;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    /**
     * The newest, and when that cannot be had, whatever there is.
     *
     * @param ticker nanoseconds that never step back
     */
    public static Staleness ifNeedBe(LongSupplier ticker) {
        return new Staleness(ANY, false, ticker);
    }

    /**
     * A copy, unless it is older than {@code most}; nothing but the newest when that is zero.
     *
     * @param ticker nanoseconds that never step back
     */
    public static Staleness upTo(Duration most, LongSupplier ticker) {
        return most.isPositive() ? new Staleness(most, true, ticker) : NONE;
    }

    /** The same bound for what a copy must not be preferred for. Whoever asks for one hands on what it saw. */
    public Staleness butOnlyIfNeedBe() {
        return isRefused() ? NONE : new Staleness(most, false, ticker);
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

    /** Something that is so old now is part of the answer. However new it was said to be, it is of a copy. */
    public void saw(Duration age) {
        if (!isRefused()) {
            oldestNanos.accumulate(Math.max(1, age.toNanos()) - elapsed());
        }
    }

    /** How old the oldest is by now that is part of the answer; empty when all of it is the newest. */
    public Optional<Duration> oldest() {
        long atTheStart = oldestNanos.get();
        return atTheStart == NOTHING ? Optional.empty() : Optional.of(Duration.ofNanos(atTheStart + elapsed()));
    }

    private long elapsed() {
        return ticker.getAsLong() - start;
    }
}
