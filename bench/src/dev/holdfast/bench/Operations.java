package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Everything that is measured over HTTP. */
final class Operations {
    /** So many that answers are not of one text, so few that what pgbench is given fits on a command line. */
    private static final int QUESTIONS = 16;

    static final String READ = "read";
    static final String UPSERT = "upsert";
    static final String ONCE = "upsert_once";
    static final String RECALL = "recall";
    static final String HYBRID = "hybrid";

    private Operations() {}

    /** @param vectors where texts have them */
    static List<Operation> of(Workload workload, Optional<Vectors> vectors) {
        String key = Workload.PATH + Place.KEY.token();
        Template upsert = Template.of("PUT", key, workload.body());
        List<Operation> all = new ArrayList<>();
        all.add(new Operation(READ, "point read", false, true, List.of(Template.get(key))));
        all.add(new Operation(UPSERT, "upsert, existing", true, true, List.of(upsert)));
        all.add(new Operation(
                ONCE,
                "upsert with Idempotency-Key",
                true,
                false,
                List.of(upsert.with("Idempotency-Key", Place.CLAIM.token()))));
        all.add(new Operation(
                "upsert_new",
                "upsert, new",
                true,
                false,
                List.of(Template.of("PUT", Workload.NEW_PATH + Place.FRESH.token(), workload.body()))));
        all.add(new Operation(
                "list",
                "list of 50",
                false,
                false,
                List.of(Template.get("/v1/memories?namespace=bench%2Fnotes&limit=50"))));
        all.add(questions("search", "text search", i -> search(workload, i, "")));
        all.add(questions(RECALL, "recall by words, with ledger", i -> Template.of(
                "POST", "/v1/recall", "{\"query\":\"" + workload.question(i) + "\",\"limit\":10}")));
        vectors.ifPresent(known -> all.add(questions(
                HYBRID, "search by words and vectors (" + known.how() + ")", i -> search(workload, i, known.question(i)))));
        all.add(new Operation("mcp", "tool call over MCP", false, false, List.of(tool())));
        all.add(new Operation("audit", "audit page of 50", false, false, List.of(Template.get("/v1/audit?limit=50"))));
        return all;
    }

    private static Operation questions(String kind, String title, IntFunction<Template> question) {
        return new Operation(kind, title, false, false, IntStream.range(0, QUESTIONS).mapToObj(question).toList());
    }

    private static Template search(Workload workload, int i, String more) {
        return Template.of(
                "POST", "/v1/memories/search", "{\"query\":\"" + workload.question(i) + "\",\"limit\":10" + more + "}");
    }

    private static Template tool() {
        return Template.of(
                        "POST",
                        "/mcp",
                        """
                        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_memory",\
                        "arguments":{"namespace":"%s","key":"%s"}}}"""
                                .formatted(Workload.NAMESPACE, Place.KEY.token()))
                .with("Accept", "application/json, text/event-stream")
                .with("MCP-Protocol-Version", "2025-11-25");
    }
}
