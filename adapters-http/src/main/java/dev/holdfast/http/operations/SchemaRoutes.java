package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.operations.SchemaViews.CatalogueView;
import dev.holdfast.http.operations.SchemaViews.SchemaView;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import java.util.List;

/** What operators may ask of the store's schema. As with health, nothing of a tenant shows, and nothing is audited. */
public final class SchemaRoutes {
    private static final String WHO =
            " For operators: a caller on the same machine that no proxy speaks for, or a key that may read the audit.";

    private final SchemaHistory history;
    private final SchemaCatalogue catalogue;

    public SchemaRoutes(SchemaHistory history, SchemaCatalogue catalogue) {
        this.history = history;
        this.catalogue = catalogue;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(migrations(), schema());
    }

    private Endpoint<NoBody> migrations() {
        return Endpoint.get("/v1/admin/migrations")
                .named(
                        "schema.migrations",
                        "Versions of the schema",
                        "Which versions this program brings, which are in the database, since when and by whom, which were taken"
                                + " back, and why the program could not work with what is there."
                                + WHO + " `holdfast migrate` changes what is there.")
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The versions, the oldest first.", SchemaView.class))
                .handledBy(call -> Answer.ok(SchemaView.of(history.state())));
    }

    private Endpoint<NoBody> schema() {
        return Endpoint.get("/v1/admin/schema")
                .named(
                        "schema.compare",
                        "The schema beside what is expected",
                        "Looks at every table, column, constraint, index, policy, trigger, function, right and role of the"
                                + " database, and names what is missing, changed or there beside it."
                                + WHO + " `holdfast schema repair` makes again what is missing.")
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "What differs; nothing when all is as expected.", CatalogueView.class))
                .handledBy(call -> Answer.ok(CatalogueView.of(catalogue.compare())));
    }
}
