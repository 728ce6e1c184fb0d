package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Notes;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.SizeReport;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.TableSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How much room the store takes, for operators. Not audited: it shows nothing of a tenant. */
public final class SizeRoutes {
    private final StoreSize size;

    public SizeRoutes(StoreSize size) {
        this.size = size;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(size());
    }

    private Endpoint<NoBody> size() {
        return Endpoint.get("/v1/admin/size")
                .named(
                        "size.get",
                        "How much room the store takes",
                        "Tables with their indexes and long values, rows and dead rows, when each was vacuumed and analyzed, how far away the"
                                + " wraparound of transaction ids is, and what to do. By the store's own statistics: about right, and"
                                + " cheap. For operators: a caller on the same machine that no proxy speaks for, or a key that may read the"
                                + " audit. `holdfast db size` also shows the largest tenants.")
                .access(Access.operator(Permission.AUDIT_READ))
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The tables, the largest first.", SizeReport.class))
                .handledBy(call -> Answer.ok(size.report()));
    }

    /** What the OpenAPI document says of it. */
    public static Notes notes() {
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        Notes notes = new Notes();
        notes.about(SizeReport.class, "SizeReport")
                .example(new SizeReport(
                        81_920,
                        List.of(new TableSize(
                                "memory",
                                120,
                                3,
                                81_920,
                                40_960,
                                32_768,
                                8_192,
                                Optional.of(at),
                                Optional.of(at),
                                4_711)),
                        List.of(Finding.ok("vacuum", "3 dead rows wait to be cleared away"))))
                .field("bytes", "Of all tables.")
                .field("tables", "The largest first.")
                .field("findings", "What was looked at, and what to do: always the same, in the same order.");
        notes.about(TableSize.class, "TableSize")
                .field("name", "The table.")
                .field("rows", "About how many rows it has.")
                .field("deadRows", "About how many are gone and not cleared away yet.")
                .field("bytes", "What all of it takes: the next three together.")
                .field("tableBytes", "What the rows take.")
                .field("indexBytes", "What the indexes take.")
                .field("toastBytes", "What long values take, which are kept apart.")
                .field(
                        "vacuumedAt",
                        "When it was last cleared of dead rows, by whomever; absent when that is not known.")
                .field("analyzedAt", "When its statistics were last made, by whomever; absent when that is not known.")
                .field("age", "How many transactions ago its oldest row may have been written.");
        return notes;
    }
}
