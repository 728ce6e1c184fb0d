package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.operations.SchemaViews.SchemaView;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.SchemaHistory;
import java.util.List;

/** What operators may ask of the store's schema. As with health, nothing of a tenant shows, and nothing is audited. */
public final class SchemaRoutes {
    private final SchemaHistory history;

    public SchemaRoutes(SchemaHistory history) {
        this.history = history;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(migrations());
    }

    private Endpoint<NoBody> migrations() {
        return Endpoint.get("/v1/admin/migrations")
                .named(
                        "schema.migrations",
                        "Versions of the schema",
                        "Which versions this program brings, which are in the database, since when and by whom, which were taken"
                                + " back, and why the program could not work with what is there. For operators: a caller on the"
                                + " same machine that no proxy speaks for, or a key that may read the audit. `holdfast migrate`"
                                + " changes what is there.")
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The versions, the oldest first.", SchemaView.class))
                .handledBy(call -> Answer.ok(SchemaView.of(history.state())));
    }
}
