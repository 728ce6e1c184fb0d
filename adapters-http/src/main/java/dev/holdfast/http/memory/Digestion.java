package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.memory.MemoryToolRequests.Context;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recent and important memories of a namespace. Looks at up to {@value #MAX_LOOKED_AT} of importance
 * {@value #IMPORTANT} and up, and at as many of all.
 */
final class Digestion {
    private static final int MAX_LOOKED_AT = 600;
    private static final int IMPORTANT = 6;
    /** A fact that is this much older counts as one point of importance less. */
    private static final double DAYS_PER_POINT = 7;

    private static final double MAX_POINTS = 9;
    private static final double SECONDS_PER_DAY = 86_400;

    private final MemoryService memories;

    Digestion(MemoryService memories) {
        this.memories = memories;
    }

    /** The best first: importance, less one point for each week since the newest of them was written. */
    List<Memory> best(CallContext call, Context wish) {
        Map<Object, Memory> found = new LinkedHashMap<>();
        if (wish.minImportance().orElse(1) < IMPORTANT) {
            look(call, wish.filter(Optional.of(IMPORTANT))).forEach(memory -> found.put(memory.id(), memory));
        }
        look(call, wish.filter(wish.minImportance())).forEach(memory -> found.putIfAbsent(memory.id(), memory));
        Instant newest = found.values().stream()
                .map(Memory::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return found.values().stream()
                .sorted(Comparator.comparingDouble((Memory memory) -> -points(memory, newest))
                        .thenComparing(Memory::address))
                .toList();
    }

    private static double points(Memory memory, Instant newest) {
        double days = Duration.between(memory.updatedAt(), newest).toSeconds() / SECONDS_PER_DAY;
        return memory.importance() - Math.min(MAX_POINTS, days / DAYS_PER_POINT);
    }

    private List<Memory> look(CallContext call, MemoryQuery query) {
        List<Memory> seen = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (request.isPresent() && seen.size() < MAX_LOOKED_AT) {
            Page<Memory> page = memories.list(call, query, request.get());
            seen.addAll(page.items());
            request = page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT));
        }
        return seen;
    }
}
