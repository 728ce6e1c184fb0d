package dev.holdfast.domain.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only moves when it is told to. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;

    private SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    public static SettableClock at(Instant now) {
        return new SettableClock(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void set(Instant moment) {
        now.set(moment);
    }

    /** Moves on, or back if {@code by} is negative, and returns what it shows then. */
    public Instant advance(Duration by) {
        return now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** This clock: a time zone has no meaning to what reads it. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
