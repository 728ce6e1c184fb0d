package dev.holdfast.http.operations;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.http.operations.StatementViews.QueryRequest;
import dev.holdfast.http.operations.StatementViews.SlowStatementsView;
import dev.holdfast.http.operations.StatementViews.StatementsView;
import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.operations.QueryAnswer;
import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.ports.operations.StatementPlan;
import dev.holdfast.ports.operations.StoreQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the OpenAPI document says of statements and queries. */
public final class StatementNotes {
    private static final String NAME = "MemoryMapper.find";
    private static final String STATEMENT = "Its name: the class and the method of the program that send it.";
    private static final String STEP = "Index Scan using memory_address on memory  (cost=0.28..8.31 rows=1 width=120)";

    private StatementNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        figures(notes);
        plans(notes);
        query(notes);
        return notes;
    }

    private static void figures(Notes notes) {
        StatementFigures figures = new StatementFigures(NAME, 1_204, 0, 2, 1_180, 1_612.5, 0.9, 2.4, 231.7);
        notes.about(StatementsView.class, "Statements")
                .example(new StatementsView(List.of(figures)))
                .field("items", "Those that ran, the one that took most time in all first.");
        notes.about(StatementFigures.class, "StatementFigures")
                .field("statement", STATEMENT)
                .field("calls", "How often it ran.")
                .field("failures", "How often it did not come to its end.")
                .field("slow", "How often it took the threshold of slow statements or longer.")
                .field("rows", "Rows that it answered or changed, all together.")
                .field("totalMs", "How many milliseconds it ran, all together, without the wait for a connection.")
                .field("medianMs", "Half of the latest calls took no longer, in milliseconds.")
                .field("highMs", "95 of 100 of the latest calls took no longer, in milliseconds.")
                .field("maxMs", "The longest call, in milliseconds.");
    }

    private static void plans(Notes notes) {
        SlowStatement slow = new SlowStatement(
                Instant.parse("2026-01-31T12:00:00Z"), NAME, 231.7, 1, Optional.empty(), List.of(STEP));
        notes.about(SlowStatementsView.class, "SlowStatements")
                .example(new SlowStatementsView(200, List.of(slow)))
                .field("thresholdMs", "A call that took so many milliseconds, or more, is slow.")
                .field("items", "The latest slow calls, the newest first; at most 200.");
        notes.about(SlowStatement.class, "SlowStatement")
                .field("at", "When it had ended.")
                .field("statement", STATEMENT)
                .field("tookMs", "How many milliseconds it ran.")
                .field("rows", "Rows that it answered or changed.")
                .field("failure", "The class of its failure, such as `timeout`; absent when it came to its end.")
                .field(
                        "plan",
                        "How the store goes about such a call, a line for each step, without any values. Known of reads only, and"
                                + " of each statement at most once a minute; empty otherwise.");
        notes.about(StatementPlan.class, "StatementPlan")
                .example(new StatementPlan(NAME, true, "SELECT ... WHERE tenant_id = ?", List.of(STEP)))
                .field("statement", STATEMENT)
                .field("reads", "Whether it only reads.")
                .field("text", "The statement, with `?` for what it is called with.")
                .field(
                        "plan",
                        "The store's own words, a line for each step, with `$1` and so on for what it is called with.");
    }

    private static void query(Notes notes) {
        notes.about(QueryRequest.class, "Query")
                .example(new QueryRequest(
                        "SELECT category, count(*) AS memories FROM memory WHERE namespace = $1 GROUP BY category",
                        Optional.of(List.of("users/42")),
                        Optional.of(10)))
                .field(
                        "sql",
                        "One statement, with `$1` and so on for the parameters, which are text: `$1::int` is a number.",
                        Map.of("minLength", 1, "maxLength", StoreQuery.MAX_TEXT))
                .field("parameters", "In their order.", Map.of("maxItems", StoreQuery.MAX_PARAMETERS))
                .field(
                        "limit",
                        "The most rows, " + StoreQuery.DEFAULT_ROWS + " unless said.",
                        Map.of("minimum", 1, "maximum", StoreQuery.MAX_ROWS));
        notes.about(QueryAnswer.class, "QueryAnswer")
                .example(new QueryAnswer(
                        List.of("category", "memories"),
                        List.of(JsonDocument.of(Map.of("category", "preference", "memories", BigDecimal.valueOf(12)))),
                        false,
                        3.2))
                .field("columns", "The names of the columns, in their order; empty when there is no row.")
                .field("rows", "Each with a member for every column.")
                .field("truncated", "Whether there was more than the limit, or more than a mebibyte.")
                .field("tookMs", "How many milliseconds the store took.");
    }
}
