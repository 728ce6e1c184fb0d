package dev.holdfast.domain.operations;

import static dev.holdfast.domain.operations.RetentionStage.moreThan;
import static dev.holdfast.domain.operations.RetentionStage.olderThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every law of {@link RetentionPolicyRepository}. */
public interface RetentionPolicyRepositoryContract {
    RepositoriesUnderTest storage();

    RetentionRule FULL =
            new RetentionRule(RetentionKind.MEMORIES, Optional.of(30), Optional.of(2_000_000_000L), Optional.of(8));

    @Test
    default void aPolicyShouldBeFoundAsItWasSet() {
        TestTenant here = TestTenant.in(storage());
        RetentionRule plain = moreThan(RetentionKind.RECALLS, 0);

        Written<RetentionPolicy> written = put(here, FULL, here.change());
        put(here, plain, here.change());

        RetentionPolicy expected = new RetentionPolicy(FULL, Revision.FIRST, here.now(), TestTenant.ALICE);
        assertThat(written).isEqualTo(new Written<>(expected, true, false));
        assertThat(policies().list(here.scope()))
                .containsExactly(expected, new RetentionPolicy(plain, Revision.FIRST, here.now(), TestTenant.ALICE));
    }

    @Test
    default void policiesShouldBeInTheOrderOfTheKinds() {
        TestTenant here = TestTenant.in(storage());
        for (RetentionKind kind : java.util.List.of(RetentionKind.values()).reversed()) {
            put(here, olderThan(kind, 7), here.change());
        }

        assertThat(policies().list(here.scope()))
                .extracting(policy -> policy.rule().kind())
                .containsExactly(RetentionKind.values());
    }

    @Test
    default void theLastOneShouldWin() {
        TestTenant here = TestTenant.in(storage());
        put(here, FULL, here.change());
        here.tick();
        RetentionRule next = olderThan(RetentionKind.MEMORIES, 7);

        Written<RetentionPolicy> written = put(here, next, here.change());

        assertThat(written.created()).isFalse();
        assertThat(written.value()).isEqualTo(new RetentionPolicy(next, new Revision(2), here.now(), TestTenant.ALICE));
        assertThat(policies().list(here.scope())).containsExactly(written.value());
    }

    @Test
    default void aPolicyThatWasRemovedShouldBeGone() {
        TestTenant here = TestTenant.in(storage());
        put(here, FULL, here.change());

        assertThat(policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.change()))
                .isTrue();
        assertThat(policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.change()))
                .isFalse();

        assertThat(policies().list(here.scope())).isEmpty();
    }

    @Test
    default void everyChangeShouldLeaveOneAuditEntry() {
        TestTenant here = TestTenant.in(storage());
        put(here, FULL, here.change());
        here.tick();
        policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.change());
        policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.change());

        assertThat(here.audit()).hasSize(2);
        AuditEntry entry = here.audit().getFirst();
        assertThat(entry.at()).isEqualTo(here.now());
        assertThat(entry.principal()).isEqualTo(TestTenant.ALICE);
        assertThat(entry.subject().type()).isEqualTo("retention");
        assertThat(entry.subject().name()).isEqualTo("memories");
        assertThat(entry.subject().version()).contains(Revision.FIRST);
    }

    @Test
    default void aChangeShouldHappenOnceForItsKey() {
        TestTenant here = TestTenant.in(storage());
        Written<RetentionPolicy> first = put(here, FULL, here.once("set"));

        assertThat(put(here, FULL, here.once("set"))).isEqualTo(new Written<>(first.value(), true, true));
        assertThatThrownBy(() -> put(here, FULL, here.once("set", "another request")))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.once("remove")))
                .isTrue();
        put(here, FULL, here.change());
        assertThat(policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.once("remove")))
                .isTrue();
        assertThat(policies().list(here.scope())).hasSize(1);
        assertThat(put(here, FULL, here.once("set")).replayed()).isTrue();
    }

    @Test
    default void nothingOfANeighbourShouldBeReadOrChanged() {
        TestTenant here = TestTenant.in(storage());
        TestTenant there = here.neighbour();
        put(there, FULL, there.change());

        assertThat(policies().list(here.scope())).isEmpty();
        assertThat(policies().remove(here.scope(), RetentionKind.MEMORIES, here.auditId(), here.change()))
                .isFalse();
        assertThat(put(here, olderThan(RetentionKind.MEMORIES, 1), here.change())
                        .created())
                .isTrue();
        assertThat(policies().list(there.scope()))
                .extracting(RetentionPolicy::rule)
                .containsExactly(FULL);
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        TestTenant here = TestTenant.in(storage());

        assertThatThrownBy(() -> policies().list(here.late())).isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> policies().put(here.late(), FULL, here.auditId(), here.change()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> policies().remove(here.late(), RetentionKind.MEMORIES, here.auditId(), here.change()))
                .isInstanceOf(DeadlineExceeded.class);
        assertThat(policies().list(here.scope())).isEmpty();
    }

    private RetentionPolicyRepository policies() {
        return storage().retentionPolicies();
    }

    private Written<RetentionPolicy> put(TestTenant here, RetentionRule rule, Change change) {
        return policies().put(here.scope(), rule, here.auditId(), change);
    }
}
