package dev.holdfast.memory.operations;

import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.ports.operations.StatementPlan;
import dev.holdfast.ports.operations.StoreStatements;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** There are none: collections are worked on directly. */
public final class InMemoryStatements implements StoreStatements {
    private static final Duration THRESHOLD = Duration.ofMillis(200);

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public List<StatementFigures> figures() {
        return List.of();
    }

    @Override
    public Duration threshold() {
        return THRESHOLD;
    }

    @Override
    public List<SlowStatement> slow() {
        return List.of();
    }

    @Override
    public Optional<StatementPlan> plan(String statement) {
        return Optional.empty();
    }
}
