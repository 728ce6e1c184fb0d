package dev.holdfast.domain.operations;

import java.util.Optional;

/**
 * What is gone with a version that is taken back.
 *
 * @param column empty when whole rows are gone
 * @param rows how many rows, or how many had something in the column
 */
public record Loss(String table, Optional<String> column, long rows) {
    @Override
    public String toString() {
        return column.map(name -> "column " + table + "." + name + ": " + rows + (rows == 1 ? " value" : " values"))
                .orElseGet(() -> "table " + table + ": " + rows + (rows == 1 ? " row" : " rows"));
    }
}
