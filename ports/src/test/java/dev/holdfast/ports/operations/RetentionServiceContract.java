package dev.holdfast.ports.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Retention from a policy to what is gone by it. */
public interface RetentionServiceContract {
    StorageUnderTest storage();

    RetentionRule A_MONTH =
            new RetentionRule(RetentionKind.MEMORIES, Optional.of(30), Optional.empty(), Optional.empty());

    /** Remembers what it was given. */
    final class Shelf implements RetentionArchive {
        final List<RetiredRow> rows = new ArrayList<>();
        int finished;

        @Override
        public void write(Run run, List<RetiredRow> written) {
            rows.addAll(written);
        }

        @Override
        public void finish(Run run) {
            finished++;
        }
    }

    @Test
    default void withoutAPolicyNothingShouldGo() {
        TestServices here = aged(TestServices.on(storage()));

        assertThat(here.retention().plan(here.admin())).isEmpty();
        assertThat(here.retention().run(here.admin()).value()).isEqualTo(RetentionOutcome.NOTHING);
        assertThat(there(here)).isTrue();
    }

    @Test
    default void aPlanShouldChangeNothing() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        int before = here.tenant().audit().size();

        List<RetentionPlan> plan = here.retention().plan(here.admin());

        assertThat(plan).hasSize(1);
        assertThat(plan.getFirst().policy().rule()).isEqualTo(A_MONTH);
        assertThat(plan.getFirst().figures().rows()).isEqualTo(1);
        assertThat(plan.getFirst().figures().versions()).isEqualTo(2);
        assertThat(there(here)).isTrue();
        assertThat(here.tenant().audit()).hasSize(before);
    }

    @Test
    default void aRunShouldRemoveWhatThePlanSaid() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);

        Written<RetentionOutcome> run = here.retention().run(here.admin());

        assertThat(run.value())
                .isEqualTo(new RetentionOutcome(
                        Map.of(RetentionKind.MEMORIES, 1L, RetentionKind.MEMORY_VERSIONS, 2L), true));
        assertThat(there(here)).isFalse();
        assertThat(here.retention().plan(here.admin()).getFirst().figures().rows())
                .isZero();
        assertThat(here.retention().run(here.admin()).value()).isEqualTo(RetentionOutcome.NOTHING);
    }

    @Test
    default void everyRowShouldBeArchivedBeforeItGoes() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        Shelf shelf = new Shelf();

        here.retention().keepingIn(shelf).run(here.admin());

        assertThat(shelf.rows)
                .extracting(row -> row.kind() + " " + row.content().get("content"))
                .containsExactly("MEMORY_VERSIONS one", "MEMORY_VERSIONS two", "MEMORIES three");
        assertThat(shelf.finished).isEqualTo(1);
    }

    @Test
    default void whatCannotBeArchivedShouldStay() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        RetentionArchive full = new RetentionArchive() {
            @Override
            public void write(Run run, List<RetiredRow> rows) {
                throw new StoreFault(new IllegalStateException("no room"));
            }

            @Override
            public void finish(Run run) {
                // Nothing was written.
            }
        };

        assertThatThrownBy(() -> here.retention().keepingIn(full).run(here.admin()))
                .isInstanceOf(StoreFault.class);

        assertThat(there(here)).isTrue();
        assertThat(here.retention().plan(here.admin()).getFirst().figures().versions())
                .isEqualTo(2);
    }

    /** Whoever uses it while the run is at work keeps it wholly: what it was a moment ago, and all before. */
    @Test
    default void aMemoryThatIsChangedDuringARunShouldKeepItsPast() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        AtomicBoolean used = new AtomicBoolean();
        RetentionArchive meanwhile = new RetentionArchive() {
            @Override
            public void write(Run run, List<RetiredRow> rows) {
                if (used.compareAndSet(false, true)) {
                    here.memories()
                            .set(
                                    here.admin(),
                                    aMemory().withContent("used after all").build());
                }
            }

            @Override
            public void finish(Run run) {
                // Nothing is kept.
            }
        };

        RetentionOutcome outcome =
                here.retention().keepingIn(meanwhile).run(here.admin()).value();

        assertThat(outcome).isEqualTo(RetentionOutcome.NOTHING);
        assertThat(here.memories()
                        .revisions(here.admin(), aMemory().build().address(), PageRequest.first(10))
                        .items())
                .hasSize(4);
    }

    @Test
    default void aRunShouldEndInTimeAndAnotherGoOn() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        CallContext admin = here.admin();
        // Two thirds of the call's time are over when the first rows have been archived.
        RetentionArchive slow = new RetentionArchive() {
            @Override
            public void write(Run run, List<RetiredRow> rows) {
                here.tenant().clock().advance(Duration.between(here.tenant().now(), admin.deadline()));
            }

            @Override
            public void finish(Run run) {
                // Nothing is kept.
            }
        };

        RetentionOutcome first = here.retention().keepingIn(slow).run(admin).value();

        assertThat(first).isEqualTo(new RetentionOutcome(Map.of(RetentionKind.MEMORY_VERSIONS, 2L), false));
        CallContext later = new CallContext(
                admin.principal(), here.tenant().now().plus(Duration.ofMinutes(1)), "request-2", Optional.empty());
        assertThat(here.retention().run(later).value())
                .isEqualTo(new RetentionOutcome(Map.of(RetentionKind.MEMORIES, 1L), true));
    }

    @Test
    default void aRunShouldHappenOnceForItsKey() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        CallContext once = TestServices.once(here.admin(), "run", "fingerprint");
        RetentionOutcome first = here.retention().run(once).value();
        here.memories().set(here.admin(), aMemory().withKey("more").build());
        here.tenant().clock().advance(Duration.ofHours(23));

        Written<RetentionOutcome> again = here.retention().run(once);

        assertThat(again).isEqualTo(new Written<>(first, false, true));
    }

    @Test
    default void theAuditShouldSayWhatWent() {
        TestServices here = aged(TestServices.on(storage()));
        here.retention().set(here.admin(), A_MONTH);
        int before = here.tenant().audit().size();

        here.retention().run(here.admin());

        List<AuditEntry> added = here.tenant().audit();
        assertThat(added.subList(0, added.size() - before))
                .extracting(entry -> entry.action() + " " + entry.subject().name())
                .containsExactlyInAnyOrder(
                        "retention.run memories: 1, memory_versions: 2",
                        "retention.remove memories: 1",
                        "retention.remove memory_versions: 2");
    }

    @Test
    default void aPolicyShouldBeSetReadAndRemoved() {
        TestServices here = TestServices.on(storage());
        RetentionPolicy set = here.retention().set(here.admin(), A_MONTH).value();

        assertThat(here.retention().policies(here.admin())).containsExactly(set);
        assertThat(here.retention().policy(here.admin(), RetentionKind.MEMORIES))
                .isEqualTo(set);
        here.retention().remove(here.admin(), RetentionKind.MEMORIES);
        assertThatThrownBy(() -> here.retention().policy(here.admin(), RetentionKind.MEMORIES))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.retention().remove(here.admin(), RetentionKind.MEMORIES))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aKeyThatIsLimitedToNamespacesShouldBeRefused() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.ADMIN, "users/1");

        assertThatThrownBy(() -> here.retention().plan(limited)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> here.retention().run(limited)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> here.retention().set(limited, A_MONTH)).isInstanceOf(NotPermitted.class);
        assertThat(here.refusals()).hasSize(3);
    }

    /** With one memory of three versions, forty days ago. */
    private static TestServices aged(TestServices here) {
        for (String content : List.of("one", "two", "three")) {
            here.tenant().tick();
            here.memories().set(here.admin(), aMemory().withContent(content).build());
        }
        here.tenant().clock().advance(Duration.ofDays(40));
        return here;
    }

    private static boolean there(TestServices here) {
        MemoryDraft draft = aMemory().build();
        try {
            here.memories().get(here.admin(), draft.address(), Optional.empty());
            return true;
        } catch (NotFound gone) {
            return false;
        }
    }
}
