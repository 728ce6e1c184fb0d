package dev.holdfast.postgres.support;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.postgres.PostgresUnderTest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** As {@link RoundTripTest}, of what is done for retention and at certain times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetentionRoundTripTest {
    private static final int WARM = 8;

    private TappedStorage tapped;
    private PostgresUnderTest storage;
    private TestTenant here;

    @BeforeAll
    void open() throws IOException {
        tapped = TappedStorage.open();
        storage = tapped.storage();
        here = TestTenant.in(storage);
    }

    @AfterAll
    void close() throws IOException {
        tapped.close();
    }

    @Test
    void everyOperationShouldBeOneRoundTrip() {
        RetentionPolicyRepository policies = storage.retentionPolicies();
        RetentionRepository retention = storage.retention();
        Map<String, Runnable> operations = new LinkedHashMap<>();
        for (RetentionKind kind : RetentionKind.values()) {
            RetentionRule rule = new RetentionRule(kind, Optional.of(30), Optional.empty(), Optional.empty());
            RetentionCut cut = new RetentionCut(rule, here.now(), Optional.empty());
            operations.put("put " + kind, () -> policies.put(here.scope(), rule, here.auditId(), here.change()));
            operations.put("figures " + kind, () -> retention.figures(here.scope(), cut));
            operations.put("due " + kind, () -> retention.due(here.scope(), cut, RetiredRow.Name.START, 10));
            operations.put(
                    "remove " + kind,
                    () -> retention.remove(
                            here.scope(), kind, List.of(RetiredRow.Name.START), here.auditId(), here.change()));
        }
        RetentionRule counted =
                new RetentionRule(RetentionKind.DOCUMENTS, Optional.empty(), Optional.of(5L), Optional.empty());
        operations.put(
                "put once", () -> policies.put(here.scope(), counted, here.auditId(), here.once("k" + here.tick())));
        operations.put("list", () -> policies.list(here.scope()));
        operations.put("cut", () -> retention.cut(here.scope(), counted, here.now()));
        List<RetiredRow.Name> names = List.of(RetiredRow.Name.START);
        operations.put("versions of", () -> retention.versionsOf(here.scope(), names, 10));
        operations.put(
                "remove past", () -> retention.removePast(here.scope(), names, names, here.auditId(), here.change()));
        JobTurn turn = new JobTurn(
                "nightly",
                here.now(),
                "a",
                here.now(),
                here.now().plusSeconds(60),
                here.now().minusSeconds(60));
        operations.put("begin", () -> storage.jobs().begin(here.scope(), turn));
        operations.put("end", () -> storage.jobs().end(here.scope(), turn, here.now(), Optional.empty()));
        operations.put("jobs", () -> storage.jobs().list(here.scope()));

        // Each pool asks a connection that was idle whether it still lives; that is not the operation's.
        policies.list(here.scope());
        retention.versionsOf(here.scope(), List.of(), 10);
        operations.forEach((name, operation) -> {
            for (int i = 0; i < WARM; i++) {
                tapped.assertCost(name, 1, operation);
            }
        });
    }
}
