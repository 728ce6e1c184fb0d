package dev.holdfast.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every law of {@link TenantRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface TenantRepositoryContract {
    RepositoriesUnderTest storage();

    @Test
    default void ensureShouldCreateATenantOnce() {
        TestTenant clock = TestTenant.in(storage());
        TenantId fresh = Fresh.tenantId();
        Scope scope = scopeOf(clock, fresh);

        assertThat(storage().tenants().ensure(scope, new Tenant(fresh, clock.now())))
                .isTrue();
        assertThat(storage().tenants().ensure(scope, new Tenant(fresh, clock.tick())))
                .isFalse();

        assertThat(storage().tenants().list(scope)).containsOnlyOnce(fresh);
    }

    @Test
    default void ofConcurrentCallsExactlyOneShouldCreate() {
        TestTenant clock = TestTenant.in(storage());
        TenantId fresh = Fresh.tenantId();

        List<Race.Outcome<Boolean>> outcomes =
                Race.of(20, i -> storage().tenants().ensure(scopeOf(clock, fresh), new Tenant(fresh, clock.now())));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).filteredOn(created -> created).hasSize(1);
    }

    @Test
    default void listShouldShowEveryTenantByIdWhicheverTheScopeNames() {
        TestTenant here = TestTenant.in(storage());
        TestTenant there = here.neighbour();

        List<TenantId> all = storage().tenants().list(here.scope());

        assertThat(all).contains(here.id(), there.id()).isSorted().doesNotHaveDuplicates();
        assertThat(storage().tenants().list(scopeOf(here, Fresh.tenantId()))).containsAll(all);
    }

    @Test
    default void everyFormOfAnIdShouldBeStored() {
        TestTenant clock = TestTenant.in(storage());
        String unique = Fresh.tenantId().value().substring(2);
        for (String id : List.of("0-" + unique, unique + "-", "z-" + unique + "-".repeat(61 - unique.length()))) {
            TenantId tenant = new TenantId(id);
            assertThat(storage().tenants().ensure(scopeOf(clock, tenant), new Tenant(tenant, clock.now())))
                    .isTrue();
            assertThat(storage().tenants().list(clock.scope())).contains(tenant);
        }
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        TestTenant here = TestTenant.in(storage());

        assertThatThrownBy(() -> storage().tenants().ensure(here.late(), new Tenant(here.id(), here.now())))
                .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> storage().tenants().list(here.late())).isInstanceOf(DeadlineExceeded.class);
    }

    private static Scope scopeOf(TestTenant clock, TenantId tenant) {
        return new Scope(tenant, TestTenant.ALICE, clock.deadline(), "request-1");
    }
}
