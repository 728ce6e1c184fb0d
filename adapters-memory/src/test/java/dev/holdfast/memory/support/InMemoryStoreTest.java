package dev.holdfast.memory.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.SettableClock;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the contracts of the ports do not say, because it is how this storage keeps them. */
final class InMemoryStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = SettableClock.at(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final InMemoryTable<String, Integer> table = store.table(Comparator.<String>naturalOrder());
    private final TenantId here = Fresh.tenantId();
    private final TenantId there = Fresh.tenantId();

    @Test
    void aTableShouldNotBeWrittenOutsideATransaction() {
        assertThatThrownBy(() -> table.put(here, "a", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(NOW.plusSeconds(1), () -> {
                    table.remove(here, "a");
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rowsShouldBeOrderedAndApartForEachTenant() {
        write(here, "b", 2);
        write(here, "a", 1);
        write(there, "a", 3);

        assertThat(rows(here)).containsExactly(1, 2);
        assertThat(rows(there)).containsExactly(3);
        assertThat(store.read(NOW.plusSeconds(1), () -> table.anywhere("a").toList()))
                .containsExactlyInAnyOrder(1, 3);
        assertThat(store.read(NOW.plusSeconds(1), () -> table.everything().toList()))
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aTransactionShouldSeeItsOwnRowsAndRemovals() {
        write(here, "a", 1);
        write(here, "b", 2);

        store.inTransaction(scope(here), () -> {
            table.remove(here, "a");
            table.put(here, "b", 20);
            table.put(here, "c", 30);
            assertThat(table.find(here, "a")).isEmpty();
            assertThat(table.find(here, "b")).contains(20);
            assertThat(table.rows(here).values()).containsExactly(20, 30);
            assertThat(table.anywhere("c")).containsExactly(30);
            assertThat(table.everything()).containsExactly(20, 30);
            return true;
        });

        assertThat(rows(here)).containsExactly(20, 30);
    }

    @Test
    void rowsShouldNotBeChangeableFromOutside() {
        write(here, "a", 1);

        assertThatThrownBy(() ->
                        store.read(NOW.plusSeconds(1), () -> table.rows(here).remove("a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> store.inTransaction(scope(here), () -> {
                    table.put(here, "b", 2);
                    return table.rows(here).remove("a");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(rows(here)).containsExactly(1);
    }

    @Test
    void aTransactionShouldBelongToOneTenant() {
        assertThatThrownBy(() -> store.inTransaction(scope(here), () -> {
                    table.put(here, "a", 1);
                    write(there, "a", 1);
                    return true;
                }))
                .isInstanceOf(StoreFault.class);

        assertThat(rows(here)).isEmpty();
        assertThat(rows(there)).isEmpty();
    }

    @Test
    void aWriterShouldWaitForAnotherOnlyUntilItsDeadline() {
        Scope brief = new Scope(here, new PrincipalId("key/b"), NOW.plusMillis(20), "request-2");
        AtomicBoolean ran = new AtomicBoolean();

        store.inTransaction(scope(here), () -> {
            List<RuntimeException> failures =
                    Race.failures(Race.of(1, i -> store.inTransaction(brief, () -> ran.getAndSet(true))));
            assertThat(failures).singleElement().isInstanceOf(DeadlineExceeded.class);
            return true;
        });

        assertThat(ran).isFalse();
    }

    @Test
    void aCallThatRunsIntoItsDeadlineShouldUndoTheWholeTransaction() {
        assertThatThrownBy(() -> store.inTransaction(scope(here), () -> {
                    table.put(here, "a", 1);
                    clock.advance(Duration.ofHours(1));
                    return store.inTransaction(scope(here), () -> true);
                }))
                .isInstanceOf(DeadlineExceeded.class);

        clock.set(NOW);
        assertThat(rows(here)).isEmpty();
    }

    @Test
    void anInterruptedThreadShouldNotWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> write(here, "a", 1)).isInstanceOf(StoreUnavailable.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rows(here)).isEmpty();
    }

    @Test
    void idsShouldBeOrderedByTheirBytes() {
        UUID small = new UUID(1, -1);
        UUID great = new UUID(-1, 0);

        assertThat(IdOrder.OF_UUIDS.compare(small, great)).isNegative();
        assertThat(IdOrder.OF_UUIDS.compare(new UUID(1, 1), small)).isNegative();
        assertThat(IdOrder.OF_UUIDS.compare(small, small)).isZero();
    }

    private void write(TenantId tenant, String key, int value) {
        store.inTransaction(scope(tenant), () -> {
            table.put(tenant, key, value);
            return Optional.of(value);
        });
    }

    private List<Integer> rows(TenantId tenant) {
        return store.read(
                NOW.plusSeconds(1), () -> List.copyOf(table.rows(tenant).values()));
    }

    private static Scope scope(TenantId tenant) {
        return new Scope(tenant, new PrincipalId("key/a"), NOW.plusSeconds(1), "request-1");
    }
}
