package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Order;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.ports.memory.MemoryQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a list of memories, as those of a search. Where and when are the filter's own. */
final class MemoryConditions {
    private MemoryConditions() {}

    static Condition of(MemoryQuery about, Condition where) {
        List<Condition> all = new ArrayList<>();
        about.category().ifPresent(name -> all.add(new Condition.Equal(Own.CATEGORY, new Value.Text(name))));
        about.minImportance()
                .ifPresent(least -> all.add(new Condition.Ordered(
                        Own.IMPORTANCE, Order.GREATER_OR_EQUAL, new Value.Decimal(BigDecimal.valueOf(least)))));
        about.tags().forEach(tag -> all.add(new Condition.Contains(Own.TAGS, new Value.Text(tag))));
        about.expiresBefore()
                .ifPresent(end -> all.add(new Condition.Ordered(Own.EXPIRES_AT, Order.LESS, new Value.Moment(end))));
        if (all.isEmpty()) {
            return where;
        }
        if (!where.equals(Condition.ALWAYS)) {
            all.add(where);
        }
        return new Condition.All(all);
    }
}
