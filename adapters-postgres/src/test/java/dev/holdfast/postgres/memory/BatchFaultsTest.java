package dev.holdfast.postgres.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.FaultProxy;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.support.Coalescing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What befalls a batch of changes befalls none of them twice, and what befalls one of them leaves the others alone. */
final class BatchFaultsTest {
    private static final int WRITERS = 6;
    private static final int TIMES = 30;

    private AdminConnection admin;
    private FaultProxy proxy;
    private PostgresUnderTest storage;
    private MemoryStage here;

    @BeforeEach
    void open() {
        admin = TestServer.migrated();
        proxy = FaultProxy.to(TestServer.portOf(admin));
        storage = PostgresUnderTest.with(TestServer.through(proxy.port(), admin), Coalescing.ALWAYS);
        here = MemoryStage.on(storage);
    }

    @AfterEach
    void close() {
        storage.close();
        proxy.close();
    }

    private Written<Memory> write(int writer, String content, boolean once) {
        TestTenant tenant = here.tenant();
        return here.repository()
                .upsert(
                        tenant.scope(),
                        aMemory().withKey("k" + writer).withContent(content).write(),
                        once ? tenant.once(content) : tenant.change());
    }

    private static String content(int time, int writer) {
        return "time " + time + " of " + writer + ".";
    }

    @Test
    void changesWhoseAnswerIsLostShouldEachHaveHappenedOnce() {
        for (int time = 1; time <= TIMES; time++) {
            int now = time;
            proxy.loseAnswerTo(content(now, now % WRITERS));

            List<Race.Outcome<Written<Memory>>> outcomes =
                    Race.of(WRITERS, writer -> write(writer, content(now, writer), true));

            assertThat(Race.failures(outcomes)).isEmpty();
            assertThat(Race.values(outcomes))
                    .extracting(written -> written.value().version().value())
                    .containsOnly((long) now);
            assertThat(proxy.lost()).isEqualTo(now);
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            int of = writer;
            assertThat(here.revisions(aMemory().withKey("k" + of)))
                    .extracting(MemoryRevision::memory)
                    .extracting(Memory::content)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, TIMES)
                            .mapToObj(time -> content(TIMES + 1 - time, of))
                            .toList());
        }
        assertThat(here.tenant().audit()).hasSize(TIMES * WRITERS);
    }

    @Test
    void whoDidNotClaimAChangeShouldBeToldThatNobodyKnows() {
        proxy.loseAnswerTo(content(1, 0));

        List<Race.Outcome<Written<Memory>>> outcomes =
                Race.of(WRITERS, writer -> write(writer, content(1, writer), false));

        assertThat(Race.failures(outcomes)).isNotEmpty().allMatch(OutcomeUnknown.class::isInstance);
        for (int writer = 0; writer < WRITERS; writer++) {
            if (outcomes.get(writer).value().isPresent()) {
                assertThat(here.revisions(aMemory().withKey("k" + writer))).hasSize(1);
            }
        }
    }

    @Test
    void aRowThatSomebodyHoldsShouldHoldUpNobodyElse() throws SQLException {
        IntStream.range(0, WRITERS).forEach(writer -> write(writer, content(1, writer), false));
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        CompletableFuture<List<Race.Outcome<Boolean>>> race;
        try (Connection other = admin.open();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM holdfast.memory WHERE key = 'k0' FOR UPDATE");
            race = CompletableFuture.supplyAsync(() -> Race.of(WRITERS, writer -> {
                write(writer, content(2, writer), false);
                return done.add(writer);
            }));
            await().until(() -> done.size() == WRITERS - 1);
            assertThat(done).doesNotContain(0);
            other.rollback();
        }

        assertThat(Race.values(race.join())).hasSize(WRITERS);
    }

    @Test
    void aRepeatedChangeShouldNotSendItsNeighboursAway() {
        write(0, content(1, 0), true);

        List<Race.Outcome<Written<Memory>>> outcomes =
                Race.of(WRITERS, writer -> write(writer, content(1, writer), true));

        assertThat(Race.values(outcomes)).filteredOn(Written::replayed).hasSize(1);
        assertThat(Race.values(outcomes)).hasSize(WRITERS).allMatch(Written::created);
        assertThat(here.tenant().audit()).hasSize(WRITERS);
    }

    @Test
    void whoRepeatsAChangeUntilItIsAnsweredShouldHaveMadeItOnce() {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        List<Race.Outcome<Integer>> outcomes = Race.of(WRITERS + 1, writer -> {
            if (writer == WRITERS) {
                return cutWhile(writing);
            }
            try {
                for (int time = 1; time <= TIMES; time++) {
                    persist(writer, content(time, writer));
                }
                return TIMES;
            } finally {
                writing.decrementAndGet();
            }
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes).getLast()).isPositive();
        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(here.revisions(aMemory().withKey("k" + writer))).hasSize(TIMES);
        }
    }

    private int cutWhile(AtomicInteger writing) {
        int cuts = 0;
        for (; writing.get() > 0; cuts++) {
            proxy.reset();
            persist(WRITERS, "cut " + cuts); // between two cuts something comes through
        }
        return cuts;
    }

    private void persist(int writer, String content) {
        boolean answered = false;
        while (!answered) {
            try {
                write(writer, content, true);
                answered = true;
            } catch (StoreException unknown) {
                // it is asked again with the same key
            }
        }
    }
}
