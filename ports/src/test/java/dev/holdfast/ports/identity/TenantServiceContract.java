package dev.holdfast.ports.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every law of {@link TenantService} over the storage under test. */
public interface TenantServiceContract {
    StorageUnderTest storage();

    @Test
    default void ensureShouldCreateATenantOnce() {
        TestServices here = TestServices.on(storage());
        TenantId fresh = Fresh.tenantId();

        assertThat(here.tenants().ensure(fresh)).isTrue();
        assertThat(here.tenants().ensure(fresh)).isFalse();

        assertThat(here.tenants().list())
                .containsOnlyOnce(fresh)
                .contains(here.tenant().id())
                .isSorted();
    }

    @Test
    default void theOperatorShouldBeAbleToDoEverythingInsideTheTenant() {
        TestServices here = TestServices.on(storage());
        TenantId fresh = Fresh.tenantId();
        here.tenants().ensure(fresh);
        CallContext operator = here.tenants().operator(fresh, "bootstrap");

        assertThat(here.memories()
                        .set(operator, Memories.aMemory().build())
                        .value()
                        .createdBy())
                .isEqualTo(PrincipalId.system("bootstrap"));
        assertThat(here.keys()
                        .create(operator, new KeyDraft("first", Role.ADMIN, List.of(), Optional.empty()))
                        .value()
                        .key()
                        .tenant())
                .isEqualTo(fresh);
        assertThat(here.audit().verify(operator).head().sequence()).isEqualTo(2);
    }
}
