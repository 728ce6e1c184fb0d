package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Field.Own;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.support.JsonColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing a caller writes becomes part of a statement: whatever the values, the SQL of a filter is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FilterShapeTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private Connection connection;

    @BeforeAll
    void open() throws SQLException {
        connection = TestServer.migrated().open();
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private static PassageFilter filter(String text) {
        Metadata place = new Metadata(List.of(text, text + text));
        Condition everything = new Condition.All(Stream.of(Own.NAMESPACE, Own.NAME, Own.CATEGORY, Own.SOURCE, Own.TITLE)
                .<Condition>map(own -> new Condition.Not(new Condition.Equal(own, new Value.Text(text))))
                .toList());
        Condition metadata = new Condition.Any(List.of(
                new Condition.Exists(place),
                new Condition.OneOf(place, List.of(new Value.Text(text), new Value.Truth(true))),
                new Condition.Ordered(place, Condition.Order.LESS, new Value.Text(text)),
                new Condition.Contains(place, new Value.Text(text)),
                new Condition.Contains(Own.TAGS, new Value.Text(text))));
        return new PassageFilter(
                List.of(new Namespace("users/" + Integer.toHexString(text.hashCode()))),
                new Condition.All(List.of(everything, metadata)),
                Optional.empty(),
                NOW);
    }

    private String sql(String kind, String document) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT holdfast.passage_predicate(?, ?::jsonb)")) {
            statement.setString(1, kind);
            statement.setString(2, document);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "chunk"})
    void theSqlOfAFilterShouldNotDependOnItsValues(String kind) throws SQLException {
        String harmless = sql(kind, FilterDocument.of(filter("x")));

        assertThat(harmless).contains("texts[1]").doesNotContain("'x'");
        for (String text : HostileTexts.ALL) {
            assertThat(sql(kind, FilterDocument.of(filter(text)))).as(text).isEqualTo(harmless);
        }
    }

    @Test
    void whatIsNoConditionShouldBeRefusedAndNotRun() {
        for (String text : Stream.concat(HostileTexts.ALL.stream(), Stream.of("true) OR (true", "texts"))
                .filter(each -> !each.equals("0")) // that is a place
                .toList()) {
            String quoted = JsonColumn.renderTexts(List.of(text));
            String name = quoted.substring(1, quoted.length() - 1);
            for (String where : List.of(
                    "[" + name + ",\"importance\",[\"number\",1]]",
                    "[\"eq\"," + name + ",[\"text\",1]]",
                    "[\"eq\",\"source\",[" + name + ",1]]",
                    "[\"eq\",\"source\",[\"text\"," + name + "]]",
                    "[\"exists\",[" + name + ",1]]")) {
                assertThatThrownBy(() -> sql(
                                "memory",
                                "{\"within\":[],\"where\":" + where + ",\"texts\":[],\"numbers\":[],\"moments\":[]}"))
                        .as(where)
                        .isInstanceOf(SQLException.class);
            }
        }
    }
}
