package dev.holdfast.postgres.support;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.SqlSessionFactory;

/** The statements of all mappers, by name. */
public final class KnownStatements {
    /**
     * @param name such as {@code MemoryMapper.find}
     * @param text with a question mark for every parameter; it begins with the settings of the transaction
     * @param types of its parameters, by PostgreSQL's names; {@code unknown} where the text alone tells it
     * @param reads whether it only reads
     */
    public record Known(String name, String text, List<String> types, boolean reads) {
        public Known {
            types = List.copyOf(types);
        }
    }

    private final Map<String, Known> byName = new TreeMap<>();

    /** @param sessions whose mappers are all known to them by now */
    public KnownStatements(Collection<SqlSessionFactory> sessions) {
        for (SqlSessionFactory each : sessions) {
            ParameterTypes types = new ParameterTypes(each.getConfiguration());
            // MyBatis keeps a statement under its long and its short name; where two share the short one, that is
            // ambiguous.
            for (Object kept : each.getConfiguration().getMappedStatements()) {
                if (kept instanceof MappedStatement statement) {
                    Known known = new Known(
                            StatementNames.of(statement.getId()),
                            statement.getBoundSql(Map.of()).getSql(),
                            types.of(statement),
                            Question.reads(statement));
                    byName.put(known.name(), known);
                }
            }
        }
    }

    public Collection<Known> all() {
        return byName.values();
    }

    public Optional<Known> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
