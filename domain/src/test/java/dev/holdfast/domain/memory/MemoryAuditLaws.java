package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Exactly one audit entry for each memory that was changed, and none for anything else. */
public interface MemoryAuditLaws {
    RepositoriesUnderTest storage();

    @Test
    default void eachChangeShouldBeAuditedOnce() {
        MemoryStage here = MemoryStage.on(storage());
        TestTenant tenant = here.tenant();
        Scope bob = new Scope(tenant.id(), TestTenant.BOB, tenant.deadline(), "request-of-bob");
        MemoryAddress address = aMemory().build().address();

        MemoryWrite upserted = aMemory().write();
        MemoryWrite updated = aMemory().write();
        MemoryWrite inserted = aMemory().write();
        AuditEntryId deletion = Fresh.auditEntryId();
        AuditEntryId restoration = Fresh.auditEntryId();
        AuditEntryId secondDeletion = Fresh.auditEntryId();
        Memory memory = storage()
                .memories()
                .upsert(bob, upserted, change(tenant, "act.upsert"))
                .value();
        storage().memories().update(bob, updated, Revision.FIRST, change(tenant, "act.update"));
        storage().memories().delete(bob, address, Optional.empty(), deletion, change(tenant, "act.delete"));
        storage().memories().restore(bob, address, restoration, change(tenant, "act.restore"));
        storage()
                .memories()
                .delete(bob, address, Optional.of(new Revision(4)), secondDeletion, change(tenant, "act.delete"));
        storage().memories().insert(bob, inserted, change(tenant, "act.insert"));

        List<AuditEntry> newestFirst = tenant.audit();
        assertThat(newestFirst)
                .extracting(AuditEntry::id)
                .containsExactly(
                        inserted.auditId(),
                        secondDeletion,
                        restoration,
                        deletion,
                        updated.auditId(),
                        upserted.auditId());
        assertThat(newestFirst)
                .extracting(AuditEntry::action)
                .containsExactly("act.insert", "act.delete", "act.restore", "act.delete", "act.update", "act.upsert");
        for (int i = 0; i < newestFirst.size(); i++) {
            AuditEntry entry = newestFirst.get(i);
            assertThat(entry.subject()).isEqualTo(subject(memory, newestFirst.size() - i));
            assertThat(entry.principal()).isEqualTo(TestTenant.BOB);
            assertThat(entry.requestId()).isEqualTo("request-of-bob");
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.DONE);
            assertThat(entry.at()).isEqualTo(tenant.now().minusMillis(i));
            assertThat(entry.seal()).isEmpty();
        }
    }

    @Test
    default void eachMemoryOfABatchShouldBeAuditedOnce() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("b"));
        here.tenant().tick();
        List<MemoryWrite> writes = List.of(
                aMemory().withKey("a").write(),
                aMemory().withKey("b").write(),
                aMemory().withKey("c").write());

        here.repository().upsertAll(here.tenant().scope(), writes, here.tenant().change());

        List<AuditEntry> entries = here.tenant().audit().stream()
                .filter(entry -> entry.at().equals(here.now()))
                .toList();
        assertThat(entries)
                .extracting(AuditEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        writes.stream().map(MemoryWrite::auditId).toList());
        assertThat(entries).allSatisfy(entry -> {
            MemoryWrite write = writes.stream()
                    .filter(candidate -> candidate.auditId().equals(entry.id()))
                    .findFirst()
                    .orElseThrow();
            Memory memory = here.repository()
                    .find(here.tenant().scope(), write.draft().address(), here.now())
                    .orElseThrow();
            assertThat(entry.subject())
                    .isEqualTo(subject(memory, memory.version().value()));
        });
        assertThat(here.tenant().audit()).hasSize(4);
    }

    @Test
    default void aChangeThatFailedShouldNotBeAudited() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        assertThat(catchThrowable(() -> here.insert(aMemory()))).isNotNull();
        assertThat(catchThrowable(() -> here.update(aMemory(), new Revision(2))))
                .isNotNull();
        assertThat(catchThrowable(() -> here.update(aMemory().withKey("absent"), Revision.FIRST)))
                .isNotNull();
        assertThat(catchThrowable(() -> here.delete(aMemory(), new Revision(2))))
                .isNotNull();
        assertThat(catchThrowable(() -> here.restore(aMemory()))).isNotNull();
        assertThat(catchThrowable(() -> here.restore(aMemory().withKey("absent"))))
                .isNotNull();

        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void aDeletionOfNothingShouldNotBeAudited() {
        MemoryStage here = MemoryStage.on(storage());

        here.delete(aMemory());

        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aReplayShouldNotBeAudited() {
        MemoryStage here = MemoryStage.on(storage());
        Change change = here.tenant().once("claim");
        List<MemoryWrite> writes =
                List.of(aMemory().withKey("a").write(), aMemory().withKey("b").write());
        List<MemoryWrite> repeated =
                List.of(aMemory().withKey("a").write(), aMemory().withKey("b").write());

        here.repository().upsertAll(here.tenant().scope(), writes, change);
        here.repository().upsertAll(here.tenant().scope(), repeated, change);

        assertThat(here.tenant().audit())
                .extracting(AuditEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        writes.stream().map(MemoryWrite::auditId).toList());
    }

    @Test
    default void readingShouldNotBeAudited() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        here.find(aMemory());
        here.findAsOf(aMemory(), here.now());
        here.keys();
        here.keysFound("tea");
        here.revisions(aMemory());

        assertThat(here.tenant().audit()).hasSize(1);
    }

    private static Change change(TestTenant tenant, String action) {
        return new Change(tenant.tick(), action, Optional.empty());
    }

    private static AuditSubject subject(Memory memory, long version) {
        return new AuditSubject(
                "memory",
                memory.namespace() + "/" + memory.key(),
                Optional.of(memory.id().value()),
                Optional.of(new Revision(version)));
    }
}
