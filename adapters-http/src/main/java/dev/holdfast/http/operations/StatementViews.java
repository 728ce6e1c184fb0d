package dev.holdfast.http.operations;

import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.ports.operations.StoreQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the endpoints of statements take and answer. */
final class StatementViews {
    private StatementViews() {}

    record StatementsView(List<StatementFigures> items) {
        static StatementsView of(List<StatementFigures> figures) {
            return new StatementsView(figures.stream()
                    .sorted(Comparator.comparingDouble(StatementFigures::totalMs)
                            .reversed())
                    .toList());
        }
    }

    record SlowStatementsView(double thresholdMs, List<SlowStatement> items) {}

    record QueryRequest(String sql, Optional<List<String>> parameters, Optional<Integer> limit) {
        StoreQuery question() {
            return new StoreQuery(sql, parameters.orElse(List.of()), limit.orElse(StoreQuery.DEFAULT_ROWS));
        }
    }
}
