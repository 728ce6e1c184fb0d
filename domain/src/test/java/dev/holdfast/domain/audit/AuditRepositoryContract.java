package dev.holdfast.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every law of {@link AuditRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface AuditRepositoryContract {
    AuditChain CHAIN =
            new AuditChain("a secret of the contracts, 32 bytes or more".getBytes(StandardCharsets.US_ASCII));
    int ALL = 10_000;

    RepositoriesUnderTest storage();

    @Test
    default void anEntryShouldComeBackAsItWasWritten() {
        TestTenant here = TestTenant.in(storage());
        AuditEntry full = new AuditEntry(
                Fresh.auditEntryId(),
                here.now(),
                TestTenant.BOB,
                "request-7",
                "memory.set",
                new AuditSubject("memory", "users/1/tea", Optional.of(Fresh.uuid()), Optional.of(new Revision(7))),
                AuditOutcome.DONE,
                Optional.empty());
        AuditEntry bare = entry(here, "key.use");

        insert(here, full);
        insert(here, bare);

        assertThat(here.audit()).containsExactlyInAnyOrder(full, bare);
    }

    @Test
    default void everyTextShouldComeBackAsItWasWritten() {
        TestTenant here = TestTenant.in(storage());
        List<AuditEntry> entries = new ArrayList<>();
        for (String text : HostileTexts.ALL) {
            AuditEntry entry = new AuditEntry(
                    Fresh.auditEntryId(),
                    here.tick(),
                    new PrincipalId(text),
                    "request-1",
                    "test.act",
                    AuditSubject.named("memory", text),
                    AuditOutcome.REFUSED,
                    Optional.empty());
            insert(here, entry);
            entries.addFirst(entry);
            assertThat(list(here, filter().subject(text).build(), 200)).containsExactly(entry);
            assertThat(list(here, filter().principal(entry.principal()).build(), 200))
                    .containsExactly(entry);
        }

        assertThat(here.audit()).isEqualTo(entries);
        seal(here, ALL);
        assertChainVerifies(here, entries.size());
    }

    @Test
    default void insertShouldFailOnATakenId() {
        TestTenant here = TestTenant.in(storage());
        AuditEntry entry = entry(here, "first");
        insert(here, entry);
        AuditEntry forged = new AuditEntry(
                entry.id(),
                entry.at(),
                entry.principal(),
                entry.requestId(),
                "forged",
                entry.subject(),
                entry.outcome(),
                Optional.empty());

        assertThatThrownBy(() -> insert(here, forged)).isInstanceOf(AlreadyExists.class);

        assertThat(here.audit()).containsExactly(entry);
    }

    @Test
    default void insertShouldNotTakeAForgedSeal() {
        TestTenant here = TestTenant.in(storage());
        AuditEntry honest = insert(here, entry(here, "honest"));
        AuditEntry forged = entry(here, "forged");
        insert(here, forged.sealedWith(new AuditSeal(1, "ab".repeat(32))));

        assertThat(here.audit()).containsExactlyInAnyOrder(honest, forged);
        assertThat(storage().audit().chain(here.scope(), 0, ALL)).isEmpty();
        assertThat(seal(here, ALL)).isEqualTo(2);
        assertChainVerifies(here, 2);
    }

    @Test
    default void listShouldShowTheNewestFirstAndThenTheGreatestId() {
        TestTenant here = TestTenant.in(storage());
        Instant now = here.now();
        // The time decides, though the clock may go back; the id decides between entries of one moment.
        List<Instant> times = List.of(now.plusSeconds(2), now, now.plusSeconds(1), now, now.plusSeconds(2), now);
        List<AuditEntry> entries = new ArrayList<>();
        for (Instant at : times) {
            here.clock().set(at);
            entries.add(entry(here, "test.act"));
        }
        entries.reversed().forEach(entry -> insert(here, entry));

        List<AuditEntry> expected =
                List.of(entries.get(4), entries.get(0), entries.get(2), entries.get(5), entries.get(3), entries.get(1));
        for (int size = 1; size <= 7; size++) {
            assertThat(list(here, AuditFilter.everything(), size)).isEqualTo(expected);
        }
        assertThat(storage()
                        .audit()
                        .list(here.scope(), AuditFilter.everything(), PageRequest.first(6))
                        .next())
                .isEmpty();
    }

    @Test
    default void listShouldFilterByEachConditionAndByAllTogether() {
        TestTenant here = TestTenant.in(storage());
        Instant start = here.now();
        AuditEntry first = insert(here, entry(here, "a", TestTenant.ALICE, "x", AuditOutcome.DONE));
        here.tick();
        AuditEntry second = insert(here, entry(here, "a", TestTenant.BOB, "y", AuditOutcome.REFUSED));
        here.tick();
        AuditEntry third = insert(here, entry(here, "b", TestTenant.ALICE, "x/y", AuditOutcome.DONE));
        here.tick();
        AuditEntry fourth = insert(here, entry(here, "a", TestTenant.ALICE, "x", AuditOutcome.DONE));

        assertThat(list(here, filter().build(), 1)).containsExactly(fourth, third, second, first);
        assertThat(list(here, filter().action("a").build(), 2)).containsExactly(fourth, second, first);
        assertThat(list(here, filter().action("A").build(), 2)).isEmpty();
        assertThat(list(here, filter().principal(TestTenant.BOB).build(), 2)).containsExactly(second);
        assertThat(list(here, filter().subject("x").build(), 1)).containsExactly(fourth, first);
        assertThat(list(here, filter().subject("%").build(), 1)).isEmpty();
        assertThat(list(here, filter().outcome(AuditOutcome.REFUSED).build(), 2))
                .containsExactly(second);
        assertThat(list(here, filter().from(start.plusMillis(1)).build(), 2)).containsExactly(fourth, third, second);
        assertThat(list(here, filter().to(start.plusMillis(1)).build(), 2)).containsExactly(first);
        assertThat(list(
                        here,
                        filter().from(start.plusMillis(1))
                                .to(start.plusMillis(3))
                                .build(),
                        2))
                .containsExactly(third, second);
        assertThat(list(
                        here,
                        filter().action("a")
                                .principal(TestTenant.ALICE)
                                .subject("x")
                                .outcome(AuditOutcome.DONE)
                                .from(start)
                                .to(start.plusMillis(3))
                                .build(),
                        1))
                .containsExactly(first);
    }

    @Test
    default void sealShouldMakeAChainWithoutGapsTheOldestIdFirst() {
        TestTenant here = TestTenant.in(storage());
        List<AuditEntry> oldestIdFirst =
                List.of(entry(here, "1"), entry(here, "2"), entry(here, "3"), entry(here, "4"), entry(here, "5"));
        oldestIdFirst.reversed().forEach(entry -> insert(here, entry));

        assertThat(seal(here, 2)).isEqualTo(2);
        assertThat(seal(here, 2)).isEqualTo(2);
        assertThat(seal(here, 2)).isEqualTo(1);
        assertThat(seal(here, 2)).isZero();

        List<AuditEntry> chain = assertChainVerifies(here, 5);
        assertThat(chain)
                .extracting(AuditEntry::id)
                .isEqualTo(oldestIdFirst.stream().map(AuditEntry::id).toList());
        assertThat(here.audit()).containsExactlyInAnyOrderElementsOf(chain);
    }

    @Test
    default void sealShouldGoOnWhereTheChainEnded() {
        TestTenant here = TestTenant.in(storage());
        // Its id is older, but it was committed only after the first one was sealed.
        AuditEntry slow = entry(here, "slow");
        insert(here, entry(here, "first"));
        seal(here, ALL);
        insert(here, slow);
        insert(here, entry(here, "third"));

        assertThat(seal(here, ALL)).isEqualTo(2);

        assertThat(assertChainVerifies(here, 3))
                .extracting(AuditEntry::action)
                .containsExactly("first", "slow", "third");
    }

    @Test
    default void theEntriesOfChangesShouldBeSealedToo() {
        TestTenant here = TestTenant.in(storage());
        storage().memories().upsert(here.scope(), Memories.aMemory().write(), here.change());
        storage().memories().upsert(here.scope(), Memories.aMemory().write(), here.change());

        assertThat(seal(here, ALL)).isEqualTo(2);

        assertThat(assertChainVerifies(here, 2))
                .extracting(entry -> entry.subject().version())
                .containsExactly(Optional.of(new Revision(1)), Optional.of(new Revision(2)));
    }

    @Test
    default void concurrentSealersShouldMakeOneChain() {
        TestTenant here = TestTenant.in(storage());
        for (int i = 0; i < 40; i++) {
            insert(here, entry(here, "test.act"));
        }

        List<Race.Outcome<Integer>> outcomes = Race.of(8, i -> {
            int total = 0;
            int sealed;
            do {
                sealed = seal(here, 3);
                total += sealed;
            } while (sealed > 0);
            return total;
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(40);
        assertChainVerifies(here, 40);
    }

    @Test
    default void sealingBesideWritersShouldMissNothing() {
        TestTenant here = TestTenant.in(storage());

        List<Race.Outcome<Integer>> outcomes = Race.of(20, i -> {
            if (i % 4 == 0) {
                return seal(here, 5);
            }
            insert(here, entry(here, "test.act"));
            insert(here, entry(here, "test.act"));
            return 0;
        });
        seal(here, ALL);

        assertThat(Race.failures(outcomes)).isEmpty();
        assertChainVerifies(here, 30);
    }

    @Test
    default void chainShouldBeReadInParts() {
        TestTenant here = TestTenant.in(storage());
        for (int i = 0; i < 5; i++) {
            insert(here, entry(here, "test.act"));
        }
        seal(here, 4);
        List<AuditEntry> all = storage().audit().chain(here.scope(), 0, ALL);

        assertThat(all).hasSize(4);
        assertThat(storage().audit().chain(here.scope(), 0, 3)).isEqualTo(all.subList(0, 3));
        assertThat(storage().audit().chain(here.scope(), 3, 3)).isEqualTo(all.subList(3, 4));
        assertThat(storage().audit().chain(here.scope(), 4, 3)).isEmpty();
        assertThat(storage().audit().chain(here.scope(), 99, 3)).isEmpty();
    }

    @Test
    default void noMethodShouldReachAnotherTenantsEntries() {
        TestTenant here = TestTenant.in(storage());
        TestTenant there = here.neighbour();
        insert(there, entry(there, "foreign 1"));
        insert(there, entry(there, "foreign 2"));
        seal(there, 1);

        assertThat(here.audit()).isEmpty();
        assertThat(list(here, filter().action("foreign 1").build(), 1)).isEmpty();
        assertThat(seal(here, ALL)).isZero();
        assertThat(storage().audit().chain(here.scope(), 0, ALL)).isEmpty();

        insert(here, entry(here, "mine"));
        assertThat(seal(here, ALL)).isEqualTo(1);
        assertThat(assertChainVerifies(here, 1)).extracting(AuditEntry::action).containsExactly("mine");
        assertThat(assertChainVerifies(there, 1)).extracting(AuditEntry::action).containsExactly("foreign 1");
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        TestTenant here = TestTenant.in(storage());
        AuditEntry entry = insert(here, entry(here, "test.act"));
        List<ThrowingCallable> calls = List.of(
                () -> storage().audit().insert(here.late(), entry(here, "late")),
                () -> storage().audit().list(here.late(), AuditFilter.everything(), PageRequest.first(1)),
                () -> storage().audit().seal(here.late(), CHAIN, 1),
                () -> storage().audit().chain(here.late(), 0, 1));

        calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DeadlineExceeded.class));

        assertThat(here.audit()).containsExactly(entry);
    }

    private List<AuditEntry> assertChainVerifies(TestTenant tenant, int length) {
        List<AuditEntry> chain = storage().audit().chain(tenant.scope(), 0, ALL);
        assertThat(chain)
                .extracting(entry -> entry.seal().orElseThrow().sequence())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, length).boxed().toList());
        AuditSeal head = AuditSeal.ORIGIN;
        for (AuditEntry entry : chain) {
            head = CHAIN.next(tenant.id(), head, entry);
            assertThat(entry.seal()).contains(head);
        }
        assertThat(chain).extracting(AuditEntry::id).doesNotHaveDuplicates();
        return chain;
    }

    private AuditEntry insert(TestTenant tenant, AuditEntry entry) {
        storage().audit().insert(tenant.scope(), entry);
        return entry;
    }

    private int seal(TestTenant tenant, int limit) {
        return storage().audit().seal(tenant.scope(), CHAIN, limit);
    }

    private List<AuditEntry> list(TestTenant tenant, AuditFilter filter, int pageSize) {
        return Pages.walk(pageSize, page -> storage().audit().list(tenant.scope(), filter, page));
    }

    private static AuditFilters filter() {
        return new AuditFilters(AuditFilter.everything());
    }

    private static AuditEntry entry(TestTenant tenant, String action) {
        return entry(tenant, action, TestTenant.ALICE, "subject", AuditOutcome.REFUSED);
    }

    private static AuditEntry entry(
            TestTenant tenant, String action, PrincipalId principal, String subject, AuditOutcome outcome) {
        return new AuditEntry(
                Fresh.auditEntryId(),
                tenant.now(),
                principal,
                "request-1",
                action,
                AuditSubject.named("test", subject),
                outcome,
                Optional.empty());
    }
}
