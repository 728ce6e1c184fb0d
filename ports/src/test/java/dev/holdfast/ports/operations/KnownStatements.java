package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store with two statements, one slow call, and one answer to every question. */
public final class KnownStatements implements StoreStatements, StoreQueries {
    @Override
    public List<String> names() {
        return List.of("MemoryMapper.find", "MemoryMapper.list");
    }

    @Override
    public List<StatementFigures> figures() {
        return List.of(
                new StatementFigures("MemoryMapper.find", 3, 0, 0, 2, 1.5, 0.5, 0.75, 0.75),
                new StatementFigures("MemoryMapper.list", 2, 1, 1, 50, 413.25, 206.5, 412.5, 412.5));
    }

    @Override
    public Duration threshold() {
        return Duration.ofMillis(200);
    }

    @Override
    public List<SlowStatement> slow() {
        return List.of(new SlowStatement(
                Instant.parse("2026-01-31T12:00:00Z"),
                "MemoryMapper.list",
                412.5,
                50,
                Optional.empty(),
                List.of("Limit  (cost=0.28..8.31 rows=1 width=120)")));
    }

    @Override
    public Optional<StatementPlan> plan(String statement) {
        return Optional.of(statement)
                .filter(names()::contains)
                .map(name -> new StatementPlan(
                        name, true, "SELECT 1 WHERE ? = 1", List.of("Result  (cost=0.00..0.01 rows=1 width=4)")));
    }

    @Override
    public QueryAnswer answer(Scope scope, StoreQuery query) {
        return new QueryAnswer(
                List.of("tenant", "asked"),
                List.of(JsonDocument.of(Map.of("tenant", scope.tenant().value(), "asked", query.text()))),
                query.limit() == 1,
                0.5);
    }
}
