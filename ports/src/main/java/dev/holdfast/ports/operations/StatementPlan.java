package dev.holdfast.ports.operations;

import java.util.List;

/**
 * How the store would go about a statement whatever it is called with.
 *
 * @param statement its name
 * @param reads whether it only reads
 * @param text the statement as the program has it, with {@code ?} for what it is called with
 * @param plan the store's own words, a line for each step, with {@code $1} and so on for what it is called with
 */
public record StatementPlan(String statement, boolean reads, String text, List<String> plan) {
    public StatementPlan {
        plan = List.copyOf(plan);
    }
}
