package dev.holdfast.postgres.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan in words: steps, tables, indexes and estimates. What the steps compare with what is left out, for that is where a plan shows
 * the values that a statement was called with.
 */
final class PlanText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PlanText() {}

    /** @param plan as {@code EXPLAIN (FORMAT JSON)} answers it */
    static List<String> of(String plan) {
        List<String> lines = new ArrayList<>();
        add(JSON.readTree(plan).path(0).path("Plan"), 0, lines);
        return lines;
    }

    private static void add(JsonNode step, int depth, List<String> lines) {
        lines.add("  ".repeat(depth) + (depth == 0 ? "" : "-> ") + name(step) + estimate(step));
        step.path("Plans").forEach(inner -> add(inner, depth + 1, lines));
    }

    private static String name(JsonNode step) {
        String name = named(step, "Subplan Name", "", ": ").orElse("")
                + named(step, "Partial Mode", "", " ")
                        .filter(mode -> !mode.startsWith("Simple"))
                        .orElse("")
                + named(step, "Node Type", "", "").orElse("?")
                + named(step, "Operation", " (", ")").orElse("")
                + named(step, "Join Type", " (", ")").orElse("")
                + named(step, "Index Name", " using ", "").orElse("");
        return name
                + named(step, "Relation Name", " on ", "")
                        .or(() -> named(step, "CTE Name", " on ", ""))
                        .or(() -> named(step, "Function Name", " on ", ""))
                        .orElse("");
    }

    private static Optional<String> named(JsonNode step, String field, String before, String after) {
        JsonNode value = step.path(field);
        return value.isString() ? Optional.of(before + value.asString() + after) : Optional.empty();
    }

    private static String estimate(JsonNode step) {
        return "  (cost=" + step.path("Startup Cost").asString("?") + ".."
                + step.path("Total Cost").asString("?") + " rows="
                + step.path("Plan Rows").asString("?") + " width="
                + step.path("Plan Width").asString("?") + ")";
    }
}
