package dev.holdfast.postgres.support;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens to a call when PostgreSQL does not do what it should. */
final class SqlRunnerTest extends OnPostgres {
    private static final String TRAFFIC =
            "application_name LIKE 'holdfast-test/requests%' AND datname = current_database()";

    @Test
    void aReadShouldSurviveTheDeathOfItsConnections() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        for (int i = 0; i < 5; i++) {
            administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + TRAFFIC);
            assertThat(here.find(aMemory())).isPresent();
        }
    }

    /** The pool asks those that were used a moment ago for no sign of life, so that a call could meet one dead connection after another. */
    @Test
    void aReadShouldSurviveWhenAllConnectionsDieThatWereJustUsed() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        var all = new CyclicBarrier(8);
        List<CompletableFuture<Void>> busy = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> meet(here, all), virtual()))
                .limit(all.getParties())
                .toList();
        for (Future<?> each : busy) {
            each.get();
        }

        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + TRAFFIC);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> administer("SELECT count(*) FROM pg_stat_activity WHERE " + TRAFFIC) == 0);

        assertThat(here.find(aMemory())).isPresent();
        // Nor does the change of another call, which nobody could repeat.
        here.upsert(aMemory().withContent("second"));
        assertThat(here.revisions(aMemory())).hasSize(2);
    }

    /** Each holds a connection until all do. */
    private void meet(MemoryStage here, CyclicBarrier all) {
        storage().transactions().inTransaction(here.tenant().scope(), "test.work", () -> {
            boolean found = here.find(aMemory()).isPresent();
            join(all);
            return found;
        });
    }

    private static void join(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void aWriteWhoseConnectionDiesShouldNotBeRepeatedByItself() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        whileLocked(() -> {
            Future<?> write = CompletableFuture.runAsync(() -> here.upsert(aMemory()), virtual());
            awaitWaiting();
            administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                    + TRAFFIC);
            assertThatThrownBy(write::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(OutcomeUnknown.class);
        });

        assertThat(here.revisions(aMemory())).hasSize(1);
    }

    @Test
    void aChangeThatHappenedShouldBeFoundByItsClaimWhenItsAnswerWasLost() {
        MemoryStage here = MemoryStage.on(storage());
        here.repository()
                .upsert(here.tenant().scope(), aMemory().write(), here.tenant().once("claim"));

        assertThat(here.repository()
                        .upsert(
                                here.tenant().scope(),
                                aMemory().write(),
                                here.tenant().once("claim"))
                        .replayed())
                .isTrue();
        assertThat(here.revisions(aMemory())).hasSize(1);
    }

    @Test
    void waitingForALockShouldEndBeforeTheDeadline() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        TestTenant tenant = here.tenant();

        whileLocked(() -> {
            Instant deadline = storage().clock().instant().plus(Duration.ofMillis(400));
            Scope hasty = new Scope(tenant.id(), TestTenant.ALICE, deadline, "request-1");
            assertThatThrownBy(() -> here.repository().upsert(hasty, aMemory().write(), tenant.change()))
                    .isInstanceOfAny(StoreLocked.class, DeadlineExceeded.class);
            assertThat(storage().clock().instant()).isBefore(deadline.plusSeconds(2));
        });

        assertThat(here.revisions(aMemory())).hasSize(1);
    }

    @Test
    void aDeadlockShouldBeRepeatedUntilItIsResolved() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(aMemory().withKey("a"), aMemory().withKey("b"));

        var first = new CyclicBarrier(2);
        var met = new AtomicInteger();
        Future<?> ab = CompletableFuture.runAsync(() -> inOrder(here, "a", "b", first, met), virtual());
        Future<?> ba = CompletableFuture.runAsync(() -> inOrder(here, "b", "a", first, met), virtual());
        ab.get();
        ba.get();

        assertThat(here.revisions(aMemory().withKey("a"))).hasSize(3);
        assertThat(here.revisions(aMemory().withKey("b"))).hasSize(3);
    }

    /** The connection itself works, and is only of no use for what is asked. */
    @Test
    void aConnectionThatIsSpoiltShouldBeReplacedAndTheCallRepeated() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        assertThat(runs(here, Failure.STALE_STATEMENT)).isEqualTo(2);
    }

    /** As long as it is told not to, and every other connection leads to it, too. */
    @Test
    void whatAPrimaryDoesNotWriteShouldNotBeRepeated() {
        MemoryStage here = MemoryStage.on(storage());

        assertThatThrownBy(() -> runs(here, Failure.STANDBY)).isInstanceOf(StoreUnavailable.class);
        assertThat(here.find(aMemory())).isEmpty();
    }

    /** How often a transaction runs that is told so the first time. */
    private int runs(MemoryStage here, Failure first) {
        AtomicInteger runs = new AtomicInteger();
        storage().transactions().inTransaction(here.tenant().scope(), "test.work", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new Repeatable(first, new StoreUnavailable(new IllegalStateException("refused")));
            }
            return here.upsert(aMemory());
        });
        return runs.get();
    }

    @Test
    void aTransactionShouldNotTouchAnotherTenant() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();

        assertThatThrownBy(() -> storage()
                        .transactions()
                        .inTransaction(here.tenant().scope(), "test.work", () -> there.upsert(aMemory())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(there.find(aMemory())).isEmpty();
    }

    @Test
    void noMessageShouldCarryTextOfTheDatabase() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        administer("ALTER TABLE holdfast.idempotency_claim RENAME COLUMN fingerprint TO gone");
        try {
            assertThatThrownBy(() -> here.repository()
                            .upsert(
                                    here.tenant().scope(),
                                    aMemory().write(),
                                    here.tenant().once("claim")))
                    .isInstanceOf(StoreException.class)
                    .message()
                    .doesNotContain("fingerprint")
                    .doesNotContain("column");
        } finally {
            administer("ALTER TABLE holdfast.idempotency_claim RENAME COLUMN gone TO fingerprint");
        }
    }

    // Both hold one row before either asks for the other, the first time; a repetition goes straight through.
    private void inOrder(MemoryStage here, String one, String other, CyclicBarrier first, AtomicInteger met) {
        storage().transactions().inTransaction(here.tenant().scope(), "test.work", () -> {
            here.upsert(aMemory().withKey(one));
            if (met.getAndIncrement() < 2) {
                join(first);
            }
            return here.upsert(aMemory().withKey(other));
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Runs {@code step} while somebody else holds every memory. */
    private void whileLocked(Step step) throws Exception {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE holdfast.memory IN ACCESS EXCLUSIVE MODE");
            step.run();
            connection.rollback();
        }
    }

    private void awaitWaiting() {
        await().until(() ->
                administer("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND " + TRAFFIC) > 0);
    }

    private long administer(String sql) throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (var rows = statement.getResultSet()) {
                return rows.next() && rows.getMetaData().getColumnTypeName(1).equals("int8") ? rows.getLong(1) : 0;
            }
        }
    }

    private static Executor virtual() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
