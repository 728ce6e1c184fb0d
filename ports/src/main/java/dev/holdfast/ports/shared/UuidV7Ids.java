package dev.holdfast.ports.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * UUIDv7 after RFC 9562, section 5.7, method 3: 48 bits of milliseconds, 12 bits of a fraction of the millisecond that doubles as
 * a counter, 62 random bits. Strictly increasing within one instance, even when the clock steps back.
 */
public final class UuidV7Ids implements Ids {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    /** @param random unpredictable bits, such as {@link java.security.SecureRandom} */
    public UuidV7Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long fraction = (micros % 1_000) * 4096 / 1_000;
        long now = ((micros / 1_000) << 12) | fraction;
        long tick = last.accumulateAndGet(now, (before, current) -> Math.max(before + 1, current));
        long high = ((tick >>> 12) << 16) | VERSION | (tick & 0xFFF);
        return new UUID(high, (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT);
    }
}
