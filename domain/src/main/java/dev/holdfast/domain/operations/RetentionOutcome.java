package dev.holdfast.domain.operations;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a run came to.
 *
 * @param removed how many rows of each kind, in the order of the kinds; superseded versions count by themselves, whatever they went with
 * @param complete whether nothing is left of what was due; otherwise another run goes on
 */
public record RetentionOutcome(Map<RetentionKind, Long> removed, boolean complete) {
    public static final RetentionOutcome NOTHING = new RetentionOutcome(Map.of(), true);

    public RetentionOutcome {
        Map<RetentionKind, Long> ordered = new EnumMap<>(RetentionKind.class);
        removed.forEach((kind, rows) -> {
            if (rows > 0) {
                ordered.put(kind, rows);
            }
        });
        removed = Collections.unmodifiableMap(ordered);
    }

    public long rows() {
        return removed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** This and what another stretch of the same work came to. */
    public RetentionOutcome and(RetentionOutcome next) {
        Map<RetentionKind, Long> sum = new EnumMap<>(RetentionKind.class);
        sum.putAll(removed);
        next.removed.forEach((kind, rows) -> sum.merge(kind, rows, Long::sum));
        return new RetentionOutcome(sum, next.complete);
    }

    /** As the audit names it. */
    public String summary() {
        String counts = removed.entrySet().stream()
                .map(entry -> entry.getKey().wireName() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return (counts.isEmpty() ? "nothing" : counts) + (complete ? "" : ", not complete");
    }

    /** As numbers: the rows of each kind, then 1 when it is complete. */
    public List<Long> numbers() {
        return Stream.concat(
                        Stream.of(RetentionKind.values()).map(kind -> removed.getOrDefault(kind, 0L)),
                        LongStream.of(complete ? 1 : 0).boxed())
                .toList();
    }

    public static RetentionOutcome of(List<Long> numbers) {
        Map<RetentionKind, Long> removed = new EnumMap<>(RetentionKind.class);
        RetentionKind[] kinds = RetentionKind.values();
        for (int i = 0; i < kinds.length && i < numbers.size() - 1; i++) {
            removed.put(kinds[i], numbers.get(i));
        }
        return new RetentionOutcome(removed, numbers.getLast() == 1);
    }
}
