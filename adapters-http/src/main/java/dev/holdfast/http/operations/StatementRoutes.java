package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Nearest;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.http.operations.StatementViews.QueryRequest;
import dev.holdfast.http.operations.StatementViews.SlowStatementsView;
import dev.holdfast.http.operations.StatementViews.StatementsView;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.QueryAnswer;
import dev.holdfast.ports.operations.QueryService;
import dev.holdfast.ports.operations.StatementPlan;
import dev.holdfast.ports.operations.StoreQuery;
import dev.holdfast.ports.operations.StoreStatements;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of the store, for operators, and questions in its own language, for administrators. The former shows nothing of a tenant
 * and is not audited, as with health; of the latter every one is.
 */
public final class StatementRoutes {
    private static final String STATEMENT = "statement";
    private static final String WHO =
            " For operators: a caller on the same machine that no proxy speaks for, or a key that may read the audit.";

    private final StoreStatements statements;
    private final QueryService queries;

    public StatementRoutes(StoreStatements statements, QueryService queries) {
        this.statements = statements;
        this.queries = queries;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(figures(), slow(), explain(), query());
    }

    private Endpoint<NoBody> figures() {
        return Endpoint.get("/v1/admin/statements")
                .named(
                        "statement.list",
                        "How long statements take",
                        "Every statement that this server sent to the store since it started, those first that took most of its"
                                + " time."
                                + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The statements.", StatementsView.class))
                .handledBy(call -> Answer.ok(StatementsView.of(statements.figures())));
    }

    private Endpoint<NoBody> slow() {
        return Endpoint.get("/v1/admin/slow-queries")
                .named(
                        "statement.slow",
                        "Statements that took long",
                        "The latest calls of statements that took `HOLDFAST_SLOW_STATEMENT` or longer, the newest first, with the"
                                + " store's plan for some of those that only read. Nothing of what they were called with. Gone when"
                                + " the server stops."
                                + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The slow calls.", SlowStatementsView.class))
                .handledBy(call ->
                        Answer.ok(new SlowStatementsView(statements.threshold().toNanos() / 1e6, statements.slow())));
    }

    private Endpoint<NoBody> explain() {
        return Endpoint.get("/v1/admin/explain/{statement}")
                .named(
                        "statement.explain",
                        "How the store goes about a statement",
                        "The plan of a statement that holds whatever it is called with. It is not run." + WHO)
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .variable(STATEMENT, "The name of a statement, such as `MemoryMapper.find`.")
                .replies(Reply.json(200, "The statement and its plan.", StatementPlan.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    String name = call.path(STATEMENT);
                    return Answer.ok(statements.plan(name).orElseThrow(() -> unknown(name)));
                });
    }

    private Endpoint<QueryRequest> query() {
        return Endpoint.post("/v1/admin/query")
                .body(QueryRequest.class)
                .named(
                        "query.run",
                        "Ask the store in its own language",
                        "One SQL statement that reads, in a transaction that only reads, over the tables of memories, documents,"
                                + " graphs, recalls and the audit, and over the rows of the key's tenant, whatever it says. Ends with"
                                + " the deadline of the request. Switched off unless `HOLDFAST_ADMIN_QUERIES` is set; refused to keys"
                                + " that are limited to namespaces. Every question is in the audit, without its parameters.")
                .permission(Permission.DATABASE_QUERY)
                .audit(AuditRule.CALLS)
                .idempotency(IdempotencyRule.SAFE)
                .heavy()
                .replies(Reply.json(200, "What was found.", QueryAnswer.class))
                .handledBy(call -> {
                    StoreQuery question = call.body().question();
                    return Answer.ok(queries.run(call.context(), question));
                });
    }

    private NotFound unknown(String name) {
        String meant = Nearest.several(name, statements.names()).stream().collect(Collectors.joining(", "));
        return new NotFound("statement " + name + (meant.isEmpty() ? "" : " (there is " + meant + ")"));
    }
}
