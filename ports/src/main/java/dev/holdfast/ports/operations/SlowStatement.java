package dev.holdfast.ports.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call of a statement that took long. Nothing of what it was called with.
 *
 * @param at when it had ended
 * @param statement its name
 * @param tookMs how long it ran
 * @param rows what it answered or changed
 * @param failure the class of its failure, such as {@code timeout}; empty when it came to its end
 * @param plan how the store went about such a call, a line for each step, outermost first; empty when that is not known (yet)
 */
public record SlowStatement(
        Instant at, String statement, double tookMs, long rows, Optional<String> failure, List<String> plan) {
    public SlowStatement {
        plan = List.copyOf(plan);
    }
}
