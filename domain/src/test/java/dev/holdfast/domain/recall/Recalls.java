package dev.holdfast.domain.recall;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A tenant's ledger, and lines to write into it. */
public final class Recalls {
    private final TestTenant tenant;
    private final RecallLedger ledger;

    private Recalls(TestTenant tenant, RecallLedger ledger) {
        this.tenant = tenant;
        this.ledger = ledger;
    }

    public static Recalls on(RepositoriesUnderTest storage) {
        return new Recalls(TestTenant.in(storage), storage.ledger());
    }

    /** For laws about more than answers. */
    public static Recalls of(TestTenant tenant, RecallLedger ledger) {
        return new Recalls(tenant, ledger);
    }

    public Recalls neighbour() {
        return new Recalls(tenant.neighbour(), ledger);
    }

    public TestTenant tenant() {
        return tenant;
    }

    public RecallLedger ledger() {
        return ledger;
    }

    /** A line with a memory and a chunk in it, written now. */
    public RecallRecord record() {
        RecallRecord record = line();
        ledger.record(tenant.scope(), record);
        return record;
    }

    /** A line of now, not written. */
    public RecallRecord line() {
        return new RecallRecord(
                new RecallId(Fresh.uuid()),
                tenant.tick(),
                TestTenant.ALICE,
                "request-1",
                "what does \"she\" drink?",
                Optional.of(new Namespace("users/42")),
                List.of("handbook", "faq"),
                Optional.of(tenant.now().minusSeconds(5)),
                EmbeddingUse.USED,
                JsonDocument.of(Map.of("k1", 1.5, "half_life", "PT24H")),
                123,
                List.of(
                        item(PassageKind.CHUNK, 3, 1.0 / 3),
                        item(PassageKind.MEMORY, 1, 0.25),
                        item(PassageKind.MEMORY, 2, 1e-9)));
    }

    /** A line with everything that may be missing missing. */
    public RecallRecord emptyLine() {
        return new RecallRecord(
                new RecallId(Fresh.uuid()),
                tenant.tick(),
                TestTenant.BOB,
                "request-2",
                "?",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                EmbeddingUse.NONE,
                JsonDocument.EMPTY,
                0,
                List.of());
    }

    private static RecallRecord.Item item(PassageKind kind, long version, double score) {
        return new RecallRecord.Item(new PassageId(kind, Fresh.uuid()), new Revision(version), score);
    }

    public Optional<RecallEntry> find(RecallRecord record) {
        return ledger.find(tenant.scope(), record.id());
    }

    /** What {@code by} says of the item of that rank. */
    public RecallFeedback feedback(RecallRecord record, int rank, Verdict verdict, PrincipalId by) {
        Instant now = tenant.tick();
        UUID item = record.items().get(rank).passage().value();
        return new RecallFeedback(record.id(), item, verdict, Optional.of("because"), by, now);
    }

    public Written<RecallFeedback> judge(RecallFeedback feedback) {
        return judge(feedback, tenant.change());
    }

    public Written<RecallFeedback> judge(RecallFeedback feedback, Change change) {
        return ledger.judge(tenant.scope(feedback.by()), feedback, tenant.auditId(), change);
    }
}
