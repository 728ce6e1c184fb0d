package dev.holdfast.domain.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How much a memory stands out among others: its importance, less one point for each {@value #DAYS_PER_POINT} days that it was written
 * before the newest of them, at most {@value #MAX_POINTS}. What was written long ago is told apart by importance alone.
 */
public final class Prominence {
    public static final int DAYS_PER_POINT = 7;
    public static final int MAX_POINTS = 9;

    private static final double SECONDS_PER_POINT =
            Duration.ofDays(DAYS_PER_POINT).toSeconds();
    private static final double NANOS = 1e9;

    private Prominence() {}

    /** The most prominent first; of equal ones in the order of their addresses. */
    public static List<Memory> order(List<Memory> memories) {
        Instant newest = memories.stream()
                .map(Memory::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return memories.stream()
                .sorted(Comparator.comparingDouble((Memory memory) -> -points(memory, newest))
                        .thenComparing(Memory::address))
                .toList();
    }

    private static double points(Memory memory, Instant newest) {
        Duration age = Duration.between(memory.updatedAt(), newest);
        return memory.importance()
                - Math.min(MAX_POINTS, (age.getSeconds() + age.getNano() / NANOS) / SECONDS_PER_POINT);
    }
}
