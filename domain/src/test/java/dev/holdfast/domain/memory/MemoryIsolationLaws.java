package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two tenants use the same addresses: neither sees, changes, counts or notices what the other has. */
public interface MemoryIsolationLaws {
    RepositoriesUnderTest storage();

    @Test
    default void noReadShouldSeeAnotherTenantsMemory() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        Memory foreign = there.upsert(aMemory()).value();
        MemoryFilters all = MemoryFilters.matching(here.now());

        assertThat(here.find(aMemory())).isEmpty();
        assertThat(here.findAsOf(aMemory(), here.now())).isEmpty();
        assertThat(here.keys()).isEmpty();
        assertThat(here.keys(all.asOf(here.now()).build())).isEmpty();
        assertThat(here.keys(all.within("users").build())).isEmpty();
        assertThat(here.revisions(aMemory())).isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
        assertThat(there.find(aMemory())).contains(foreign);
    }

    @Test
    default void noReadShouldMixTheVersionsOfTwoTenants() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        Memory mine = here.upsert(aMemory().withContent("mine 1")).value();
        there.upsert(aMemory().withContent("foreign 1"));
        there.upsert(aMemory().withContent("foreign 2"));
        here.upsert(aMemory().withContent("mine 2"));

        assertThat(here.revisions(aMemory()))
                .extracting(revision -> revision.memory().content())
                .containsExactly("mine 2", "mine 1");
        assertThat(here.findAsOf(aMemory(), here.now().minusMillis(1))).contains(mine);
        assertThat(here.keys()).containsExactly("likes");
        assertThat(here.tenant().audit()).hasSize(2);
    }

    @Test
    default void creatingShouldNotNoticeAnotherTenantsMemory() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        there.upsertAll(
                aMemory().withKey("upserted"),
                aMemory().withKey("inserted"),
                aMemory().withKey("batch"));

        Written<Memory> upserted = here.upsert(aMemory().withKey("upserted"));
        Written<Memory> inserted = here.insert(aMemory().withKey("inserted"));
        Written<Memory> batch = here.upsertAll(aMemory().withKey("batch")).getFirst();

        assertThat(List.of(upserted, inserted, batch)).allSatisfy(written -> {
            assertThat(written.created()).isTrue();
            assertThat(written.value().version()).isEqualTo(Revision.FIRST);
        });
        assertThat(there.list(MemoryFilter.everything(there.now()), 200))
                .extracting(memory -> memory.version().value())
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    default void noChangeShouldReachAnotherTenantsMemory() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        Memory live = there.upsert(aMemory()).value();
        there.upsert(aMemory().withKey("deleted"));
        there.delete(aMemory().withKey("deleted"));

        assertThatThrownBy(() -> here.update(aMemory(), Revision.FIRST)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.update(aMemory(), new Revision(7))).isInstanceOf(NotFound.class);
        assertThat(here.delete(aMemory())).isFalse();
        assertThat(here.delete(aMemory(), new Revision(7))).isFalse();
        assertThatThrownBy(() -> here.restore(aMemory().withKey("deleted"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.restore(aMemory())).isInstanceOf(NotFound.class);

        assertThat(there.list(MemoryFilter.everything(there.now()), 200)).containsExactly(live);
        assertThat(there.revisions(aMemory())).hasSize(1);
        assertThat(there.revisions(aMemory().withKey("deleted"))).hasSize(2);
        assertThat(there.tenant().audit()).hasSize(3);
    }

    @Test
    default void changingOnesOwnShouldLeaveAnotherTenantsAlone() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        Memory foreign = there.upsert(aMemory().withContent("foreign")).value();
        here.upsert(aMemory());

        here.update(aMemory().withContent("mine"), Revision.FIRST);
        here.upsertAll(aMemory().withContent("mine"));
        here.delete(aMemory());
        here.restore(aMemory());
        here.delete(aMemory());

        assertThat(there.find(aMemory())).contains(foreign);
        assertThat(there.revisions(aMemory())).hasSize(1);
        assertThat(there.keysFound("foreign")).containsExactly("likes");
        assertThat(there.tenant().audit()).hasSize(1);
    }

    @Test
    default void aCursorShouldNotLeadIntoAnotherTenant() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        here.upsertAll(aMemory().withKey("a"), aMemory().withKey("c"));
        there.upsertAll(aMemory().withKey("b"), aMemory().withKey("d"));

        assertThat(MemoryStage.keysOf(here.list(MemoryFilter.everything(here.now()), 1)))
                .containsExactly("a", "c");
        assertThat(MemoryStage.keysOf(there.list(MemoryFilter.everything(there.now()), 1)))
                .containsExactly("b", "d");
    }
}
