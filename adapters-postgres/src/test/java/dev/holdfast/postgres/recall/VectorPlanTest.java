package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.recall.NearestLaws.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * That the statement PostgreSQL really runs reads the index. It is inside a function, so its plan is what auto_explain says; see
 * {@code scripts/pgvector}.
 */
final class VectorPlanTest extends OnPostgres {
    private static final int ROWS = 500;

    @Test
    void searchesShouldReadTheIndexOfTheirModelAndMetricUnderAnyFilter() throws SQLException {
        if (!TestServer.hasPgVector()) {
            return; // said by TestServer
        }
        MemoryStage here = staged();
        Condition filtered = new Condition.Ordered(
                Condition.Field.Own.IMPORTANCE,
                Condition.Order.GREATER_OR_EQUAL,
                new Condition.Value.Decimal(BigDecimal.ONE));
        for (Metric metric : Metric.values()) {
            String index = new VectorIndexes(storage().admin()).build(MODEL, metric, progress -> {});
            for (Condition where : List.of(Condition.ALWAYS, filtered)) {
                assertThat(plan(
                                here.tenant().id(),
                                new PassageFilter(List.of(), where, Optional.empty(), here.now()),
                                metric))
                        .as("%s %s", metric, where)
                        .contains("Index Scan using " + index)
                        .contains("memory_content");
            }
        }
    }

    /** Why the model stands in the statement as a literal: as a parameter of a plan for any model, no index of one model is of use. */
    @Test
    void aModelThatIsAParameterShouldNotReadTheIndex() throws SQLException {
        if (!TestServer.hasPgVector()) {
            return; // said by TestServer
        }
        staged();
        String index = new VectorIndexes(storage().admin()).build(MODEL, Metric.COSINE, progress -> {});
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET search_path = holdfast, public; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_sort = off");
            String order = " AND dimension = 24 ORDER BY vector::vector(24) <=> '" + question()
                    + "'::real[]::vector(24) LIMIT 5";
            statement.execute("PREPARE trap(text) AS SELECT 1 FROM embedding WHERE model = $1" + order);
            assertThat(rows(statement, "EXPLAIN EXECUTE trap('" + MODEL.name() + "')"))
                    .doesNotContain(index);
            assertThat(rows(statement, "EXPLAIN SELECT 1 FROM embedding WHERE model = '" + MODEL.name() + "'" + order))
                    .contains(index);
        }
    }

    private MemoryStage staged() {
        MemoryStage here = MemoryStage.on(storage());
        NearestLaws.place(storage(), here, ROWS, 3);
        analyse();
        return here;
    }

    private static String question() {
        return Arrays.toString(NearestLaws.vector(1, 1).toArray())
                .replace('[', '{')
                .replace(']', '}');
    }

    private String plan(TenantId tenant, PassageFilter filter, Metric metric) throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;"
                    + " SET auto_explain.log_nested_statements = on; SET client_min_messages = log;"
                    + " SET holdfast.tenant = '" + tenant.value() + "'");
            statement.clearWarnings();
            assertThat(rows(
                                    statement,
                                    "SELECT passage_id FROM holdfast.nearest_by_index('memory', '"
                                            + FilterDocument.of(filter) + "', '" + MODEL.name() + "', '"
                                            + metric.name().toLowerCase(Locale.ROOT) + "', '" + question()
                                            + "', 5, 100)")
                            .lines())
                    .hasSize(5);
            StringBuilder plans = new StringBuilder();
            for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
                plans.append(said.getMessage()).append('\n');
            }
            return plans.toString();
        }
    }

    private static String rows(Statement statement, String sql) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                all.append(row.getString(1)).append('\n');
            }
        }
        return all.toString();
    }
}
