package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.JsonDocument;
import java.util.List;

/**
 * What a {@link StoreQuery} found.
 *
 * @param columns the names of its columns, in their order; empty when there is no row
 * @param rows each with a member for every column
 * @param truncated whether there was more than the limits of rows and bytes let through
 * @param tookMs how long the store took
 */
public record QueryAnswer(List<String> columns, List<JsonDocument> rows, boolean truncated, double tookMs) {
    public QueryAnswer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
