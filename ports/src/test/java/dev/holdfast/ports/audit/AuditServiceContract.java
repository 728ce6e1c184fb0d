package dev.holdfast.ports.audit;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.identity.KeyDraft;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every law of {@link AuditService} over the storage under test. */
public interface AuditServiceContract {
    StorageUnderTest storage();

    @Test
    default void anEmptyAuditShouldBeIntact() {
        TestServices here = TestServices.on(storage());

        assertThat(here.audit().verify(here.admin()))
                .isEqualTo(new AuditVerification(true, AuditSeal.ORIGIN, Optional.empty()));
    }

    @Test
    default void everyChangeAndRefusalShouldBeInAnIntactChain() {
        TestServices here = TestServices.on(storage());
        changeSomething(here);

        AuditVerification first = here.audit().verify(here.admin());
        here.memories().set(here.writer(), aMemory().build());
        AuditVerification second = here.audit().verify(here.admin());

        assertThat(first.intact()).isTrue();
        assertThat(first.head().sequence()).isEqualTo(4);
        assertThat(second.intact()).isTrue();
        assertThat(second.head().sequence()).isEqualTo(5);
        assertThat(here.tenant().audit())
                .allSatisfy(entry -> assertThat(entry.seal()).isPresent());
        assertThat(here.audit().verify(here.admin())).isEqualTo(second);
    }

    @Test
    default void moreEntriesThanABatchShouldBeSealedAndVerified() {
        TestServices here = TestServices.on(storage());
        for (int batch = 0; batch < 3; batch++) {
            here.memories()
                    .setAll(
                            here.writer(),
                            IntStream.range(0, 500)
                                    .mapToObj(i -> aMemory().withKey("key " + i).build())
                                    .toList());
        }

        assertThat(here.audit().sealAll(here.tenant().scope())).isEqualTo(1_500);
        assertThat(here.audit().sealAll(here.tenant().scope())).isZero();
        assertThat(here.audit().verify(here.admin()))
                .extracting(
                        AuditVerification::intact,
                        verification -> verification.head().sequence())
                .containsExactly(true, 1_500L);
    }

    @Test
    default void aChainOfAnotherSecretShouldNotVerify() {
        TestServices here = TestServices.on(storage());
        changeSomething(here);
        AuditVerification honest = here.audit().verify(here.admin());

        TestServices forger = here.withAuditSecret(storage(), "another secret of 32 bytes or more");
        assertThat(forger.audit().verify(forger.admin()))
                .isEqualTo(new AuditVerification(false, AuditSeal.ORIGIN, Optional.of(1L)));

        here.memories().set(here.writer(), aMemory().build());
        forger.audit().sealAll(forger.tenant().scope());
        assertThat(here.audit().verify(here.admin()))
                .isEqualTo(new AuditVerification(
                        false, honest.head(), Optional.of(honest.head().sequence() + 1)));
    }

    @Test
    default void aForgedSealShouldNotEnterTheChain() {
        TestServices here = TestServices.on(storage());
        changeSomething(here);
        here.audit().verify(here.admin());
        storage()
                .audit()
                .insert(
                        here.tenant().scope(),
                        new AuditEntry(
                                Fresh.auditEntryId(),
                                here.tenant().now(),
                                new PrincipalId("key/mallory"),
                                "request-1",
                                "memory.set",
                                AuditSubject.named("memory", "never/happened"),
                                AuditOutcome.DONE,
                                Optional.of(new AuditSeal(2, "ab".repeat(32)))));

        AuditVerification verification = here.audit().verify(here.admin());

        assertThat(verification.intact()).isTrue();
        assertThat(verification.head().sequence()).isEqualTo(5);
    }

    @Test
    default void tenantsShouldHaveChainsOfTheirOwn() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        changeSomething(here);
        there.memories().set(there.writer(), aMemory().build());

        assertThat(here.audit().verify(here.admin()).head().sequence()).isEqualTo(4);
        assertThat(there.audit().verify(there.admin()).head().sequence()).isEqualTo(1);
    }

    @Test
    default void listShouldShowTheNewestFirstAndOnlyWhatIsAskedFor() {
        TestServices here = TestServices.on(storage());
        changeSomething(here);
        AuditFilter refused = new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(AuditOutcome.REFUSED),
                Optional.empty(),
                Optional.empty());

        assertThat(list(here, AuditFilter.everything()))
                .extracting(AuditEntry::action)
                .containsExactly("memory.delete", "key.create", "memory.set", "memory.set");
        assertThat(list(here, refused)).extracting(AuditEntry::action).containsExactly("memory.delete");
    }

    @Test
    default void readingTheAuditShouldNotBeAudited() {
        TestServices here = TestServices.on(storage());
        changeSomething(here);

        list(here, AuditFilter.everything());
        here.audit().verify(here.admin());

        assertThat(here.tenant().audit()).hasSize(4);
    }

    private static void changeSomething(TestServices here) {
        here.memories().set(here.writer(), aMemory().build());
        here.tenant().tick();
        here.memories().set(here.writer(), aMemory().withContent("changed").build());
        here.tenant().tick();
        here.keys().create(here.admin(), new KeyDraft("key", Role.READER, List.of(), Optional.empty()));
        here.tenant().tick();
        assertThatThrownBy(() -> here.memories()
                        .delete(here.call(Role.READER), aMemory().build().address(), Optional.empty()))
                .isInstanceOf(NotPermitted.class);
    }

    private static List<AuditEntry> list(TestServices here, AuditFilter filter) {
        return Pages.walk(3, page -> here.audit().list(here.admin(), filter, page));
    }
}
