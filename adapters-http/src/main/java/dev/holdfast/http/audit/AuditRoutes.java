package dev.holdfast.http.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.PageView;
import dev.holdfast.http.support.Query;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.audit.AuditVerification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The endpoints of the audit. */
public final class AuditRoutes {
    private final AuditService audit;

    public AuditRoutes(AuditService audit) {
        this.audit = audit;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(list(), verify());
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get("/v1/audit")
                .named(
                        "audit.list",
                        "List the audit",
                        "Changes and refusals of the tenant, the newest first. All conditions hold together.")
                .permission(Permission.AUDIT_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .query(
                        QueryParameter.text("action", "Entries of this operation, such as `memory.set`."),
                        QueryParameter.text("principal", "Entries of this caller."),
                        QueryParameter.text("subject", "Entries about the subject of exactly this name."),
                        QueryParameter.choice("outcome", outcomes(), "Entries with this outcome."),
                        QueryParameter.moment("from", "Entries at or after this moment."),
                        QueryParameter.moment("to", "Entries before this moment."))
                .paged()
                .replies(Reply.json(200, "A page of entries.", PageView.class, AuditEntry.class))
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(audit.list(call.context(), filter(call.query()), page), page);
                });
    }

    private Endpoint<NoBody> verify() {
        return Endpoint.get("/v1/audit/verify")
                .named(
                        "audit.verify",
                        "Verify the audit",
                        "Seals what is not sealed yet and recomputes the tenant's whole hash chain. Takes time in proportion to"
                                + " the audit.")
                .permission(Permission.AUDIT_READ)
                .audit(AuditRule.REFUSALS)
                .newest()
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "What was found.", AuditVerification.class))
                .handledBy(call -> Answer.ok(audit.verify(call.context())));
    }

    private static AuditFilter filter(Query query) {
        return new AuditFilter(
                query.text("action"),
                query.text("principal").map(PrincipalId::new),
                query.text("subject"),
                query.text("outcome").flatMap(AuditRoutes::outcome),
                query.moment("from"),
                query.moment("to"));
    }

    private static Optional<AuditOutcome> outcome(String name) {
        return Arrays.stream(AuditOutcome.values())
                .filter(outcome -> Json.wireName(outcome).equals(name))
                .findFirst();
    }

    private static List<String> outcomes() {
        return Arrays.stream(AuditOutcome.values()).map(Json::wireName).toList();
    }
}
