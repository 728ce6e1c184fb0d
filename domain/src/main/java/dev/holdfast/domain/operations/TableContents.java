package dev.holdfast.domain.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much is in a table.
 *
 * @param columns how many rows have something in each column that is not computed from others; where it is what came out of a
 *     change, in the computed ones too
 */
public record TableContents(String name, long rows, Map<String, Long> columns) {
    public TableContents {
        columns = Map.copyOf(columns);
    }

    /**
     * What is no longer there. Tables and columns are known by their names, so one that was renamed counts as gone: rather asked once
     * too often.
     *
     * @return in the order of the tables, then of the columns; nothing that was empty
     */
    public static List<Loss> lost(List<TableContents> before, List<TableContents> after) {
        Map<String, TableContents> left = after.stream().collect(Collectors.toMap(TableContents::name, table -> table));
        List<Loss> losses = new ArrayList<>();
        Map<String, TableContents> ordered = new TreeMap<>();
        before.forEach(table -> ordered.put(table.name(), table));
        ordered.values()
                .forEach(table -> Optional.ofNullable(left.get(table.name()))
                        .ifPresentOrElse(
                                still -> losses.addAll(table.lostIn(still)),
                                () -> losses.addAll(table.rowsGone(table.rows))));
        return losses;
    }

    private List<Loss> lostIn(TableContents after) {
        List<Loss> losses = new ArrayList<>(rowsGone(rows - after.rows));
        new TreeMap<>(columns).forEach((column, values) -> {
            long still = after.columns.getOrDefault(column, 0L);
            boolean gone = !after.columns.containsKey(column);
            // Rows that are gone have been counted, and took their values with them.
            if (values > still && (gone || after.rows >= rows)) {
                losses.add(new Loss(name, Optional.of(column), values - still));
            }
        });
        return losses;
    }

    private List<Loss> rowsGone(long gone) {
        return gone > 0 ? List.of(new Loss(name, Optional.empty(), gone)) : List.of();
    }
}
