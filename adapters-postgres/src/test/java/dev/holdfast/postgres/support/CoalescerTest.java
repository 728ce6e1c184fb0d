package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes together, who alone, and what each is told. What is asked is a word; its first letter is what excludes others. */
final class CoalescerTest extends OnPostgres {
    private static final String SLOW = "slow";
    private static final int MOST = 4;
    private static final Coalescing ONE_AT_ONCE = new Coalescing(1, MOST, false);

    private HikariDataSource pool;
    private MetricRegistry metrics;
    private SqlRunner runner;
    private TestTenant here;

    private CountDownLatch gate;
    private final List<String> alone = new CopyOnWriteArrayList<>();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<Scope> scopes = new CopyOnWriteArrayList<>();
    private Coalescer.Together<String, String> together;
    private Coalescer<String, String> coalescer;

    @BeforeAll
    void build() {
        metrics = new MetricRegistry();
        pool = Pools.open(
                PostgresUnderTest.traffic(storage().admin(), storage().admin().jdbcUrl()), "coalesced", 2, metrics);
    }

    @AfterAll
    void end() {
        pool.close();
    }

    @BeforeEach
    void begin() {
        begin(Duration.ofSeconds(5));
    }

    private void begin(Duration patience) {
        here = TestTenant.in(storage());
        gate = new CountDownLatch(1);
        alone.clear();
        batches.clear();
        scopes.clear();
        together = this::serve;
        MetricRegistry fresh = new MetricRegistry();
        runner = new SqlRunner(
                "coalesced",
                pool,
                Sessions.over(pool, StatementWatch.NOBODY),
                patience,
                ONE_AT_ONCE,
                fresh,
                storage().clock());
        coalescer = runner.coalescer("test", word -> List.of(word.substring(0, 1)), this::one, (scope, seats) -> {
            batches.add(seats.stream().map(Seat::question).toList());
            scopes.add(scope);
            together.run(scope, seats);
        });
    }

    private String one(Scope scope, String word) {
        alone.add(word);
        if (word.equals(SLOW)) {
            pass(gate);
        }
        return answer(word);
    }

    private void serve(Scope scope, List<Seat<String, String>> seats) {
        seats.forEach(seat -> seat.answer(answer(seat.question())));
    }

    private static String answer(String word) {
        return word + "!";
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<String> ask(Scope scope, String word) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(coalescer.ask(scope, word));
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    /** Asks one after the other, behind one that is under way. */
    private List<CompletableFuture<String>> askMeanwhile(String... words) {
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (String word : words) {
            int before = coalescer.waiting();
            answers.add(ask(here.scope(), word));
            await().until(() -> coalescer.waiting() == before + 1);
        }
        answers.addFirst(slow);
        return answers;
    }

    private static List<String> all(List<CompletableFuture<String>> answers) {
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void whoFindsNothingUnderWayShouldGoAtOnceOnHisOwnThread() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        Coalescer<String, Boolean> idle = runner.coalescer(
                "idle", word -> List.of(word), (scope, word) -> threads.add(Thread.currentThread()), (scope, seats) -> {
                    throw new AssertionError("nobody else was there");
                });

        idle.ask(here.scope(), "a");
        idle.ask(here.scope(), "b");

        assertThat(threads).containsOnly(Thread.currentThread()).hasSize(2);
        assertThat(idle.lanes()).isZero();
    }

    @Test
    void whoComesMeanwhileShouldShareABatch() {
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b", "c");
        gate.countDown();

        assertThat(all(answers)).containsExactly("slow!", "a!", "b!", "c!");
        assertThat(batches).containsExactly(List.of("a", "b", "c"));
        assertThat(alone).containsExactly(SLOW);
        await().until(() -> coalescer.lanes() == 0);
    }

    @Test
    void aBatchShouldHaveNoMoreThanFitIn() {
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b", "c", "d", "e", "f");
        gate.countDown();

        assertThat(all(answers)).hasSize(7);
        assertThat(batches).containsExactly(List.of("a", "b", "c", "d"), List.of("e", "f"));
    }

    @Test
    void whoExcludeOneAnotherShouldNotMeetAndKeepTheirOrder() {
        List<CompletableFuture<String>> answers = askMeanwhile("a1", "b1", "a2", "c1", "a3");
        gate.countDown();

        assertThat(all(answers)).hasSize(6);
        assertThat(batches).containsExactly(List.of("a1", "b1", "c1"));
        assertThat(alone).containsExactly(SLOW, "a2", "a3");
    }

    @Test
    void whoABatchSaysNothingOfShouldGoAlone() {
        together = (scope, seats) -> seats.getFirst().answer("first");
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b", "c");
        gate.countDown();

        assertThat(all(answers)).containsExactly("slow!", "first", "b!", "c!");
        assertThat(alone).containsExactlyInAnyOrder(SLOW, "b", "c");
    }

    @Test
    void aBatchThatFailsShouldLeaveEachToHimself() {
        for (Throwable failure : List.of(
                new StoreFault(new IllegalStateException("a defect")),
                new DeadlineExceeded(new IllegalStateException("late")),
                new NotFound("what is not there"),
                new StackOverflowError("an error"))) {
            begin();
            together = (scope, seats) -> {
                CoalescerTest.<RuntimeException>raise(failure);
            };
            List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
            gate.countDown();

            assertThat(all(answers)).containsExactly("slow!", "a!", "b!");
            await().until(() -> coalescer.lanes() == 0);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }

    /** To ask again could do it twice, or makes a crowd before a database that is away. */
    @Test
    void whatNobodyKnowsShouldBeToldToEveryone() {
        for (RuntimeException failure : List.of(
                new OutcomeUnknown(new IllegalStateException("cut")),
                new StoreUnavailable(new IllegalStateException("away")))) {
            begin();
            together = (scope, seats) -> {
                throw failure;
            };
            List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
            gate.countDown();

            assertThat(answers.get(0).join()).isEqualTo("slow!");
            for (CompletableFuture<String> lost : answers.subList(1, 3)) {
                assertThatThrownBy(lost::join).hasCause(failure);
            }
            assertThat(alone).containsExactly(SLOW);
        }
    }

    @Test
    void aRefusalOfOneShouldBeHisAlone() {
        Coalescer<String, String> refusing = runner.coalescer(
                "refusing",
                word -> List.of(word),
                (scope, word) -> {
                    if (word.equals(SLOW)) {
                        pass(gate);
                        return word;
                    }
                    throw new NotFound(word);
                },
                (scope, seats) -> {});
        coalescer = refusing;
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> refusing.lanes() == 1);
        CompletableFuture<String> refused = ask(here.scope(), "a");
        await().until(() -> refusing.waiting() == 1);
        gate.countDown();

        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotFound.class);
        assertThat(slow.join()).isEqualTo(SLOW);
    }

    @Test
    void tenantsShouldNeverMeetNorWaitForOneAnother() {
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
        TestTenant there = here.neighbour();

        assertThat(ask(there.scope(), "c").join()).isEqualTo("c!");
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        gate.countDown();
        assertThat(all(answers)).hasSize(3);
        assertThat(scopes).extracting(Scope::tenant).containsExactly(here.id());
    }

    @Test
    void aBatchShouldBeBoundByTheEarliestDeadlineInIt() {
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        Instant soon = storage().clock().instant().plusSeconds(7);
        List<CompletableFuture<String>> answers = List.of(
                slow, ask(here.scope(), "a"), ask(new Scope(here.id(), TestTenant.ALICE, soon, "request-2"), "b"));
        await().until(() -> coalescer.waiting() == 2);
        gate.countDown();

        assertThat(all(answers)).hasSize(3);
        assertThat(scopes).extracting(Scope::deadline).containsExactly(soon);
    }

    @Test
    void whoWaitedInVainShouldLeaveAndNothingHaveHappened() {
        begin(Duration.ofMillis(10));
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        CompletableFuture<String> late = ask(here.scope(), "late");
        assertThatThrownBy(late::join).hasCauseInstanceOf(StoreUnavailable.class);
        gate.countDown();

        assertThat(slow.join()).isEqualTo("slow!");
        await().until(() -> coalescer.lanes() == 0);
        assertThat(alone).containsExactly(SLOW);
        assertThat(batches).isEmpty();
    }

    @Test
    void whoLeftShouldHoldUpNobodyWhomHeWouldHaveExcluded() throws InterruptedException {
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        Thread leaving =
                Thread.startVirtualThread(() -> assertThatThrownBy(() -> coalescer.ask(here.scope(), "a cancelled"))
                        .isInstanceOf(StoreUnavailable.class));
        await().until(() -> coalescer.waiting() == 1);
        leaving.interrupt();
        leaving.join();
        CompletableFuture<String> next = ask(here.scope(), "a next");
        await().until(() -> coalescer.waiting() == 2); // the one that left is still in the queue
        gate.countDown();

        assertThat(List.of(slow.join(), next.join())).containsExactly("slow!", "a next!");
    }

    @Test
    void whoHasLittleTimeShouldGoAloneAndCutNobodyShort() {
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
        Instant soon = storage().clock().instant().plusSeconds(1);

        assertThat(ask(new Scope(here.id(), TestTenant.ALICE, soon, "request-2"), "hasty")
                        .join())
                .isEqualTo("hasty!");
        assertThatThrownBy(() -> coalescer.ask(here.late(), "too late")).isInstanceOf(DeadlineExceeded.class);

        assertThat(answers).noneMatch(CompletableFuture::isDone);
        gate.countDown();
        assertThat(all(answers)).hasSize(3);
    }

    @Test
    void whoIsCancelledInTheQueueShouldLeaveTheOthersAlone() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        Thread cancelled = Thread.startVirtualThread(() -> {
            try {
                coalescer.ask(here.scope(), "cancelled");
            } catch (RuntimeException failure) {
                interrupted.set(Thread.currentThread().isInterrupted());
                told.complete(failure);
            }
        });
        await().until(() -> coalescer.waiting() == 1);
        CompletableFuture<String> other = ask(here.scope(), "other");
        await().until(() -> coalescer.waiting() == 2);

        cancelled.interrupt();

        assertThat(told.join()).isInstanceOf(StoreUnavailable.class);
        assertThat(interrupted).isTrue();
        gate.countDown();
        assertThat(List.of(slow.join(), other.join())).containsExactly("slow!", "other!");
        assertThat(alone).doesNotContain("cancelled");
        cancelled.join();
    }

    @Test
    void whoIsCancelledInABatchShouldStillBeToldWhatHappened() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        together = (scope, seats) -> {
            underWay.countDown();
            pass(goOn);
            serve(scope, seats);
        };
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        CompletableFuture<String> told = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread cancelled = Thread.startVirtualThread(() -> {
            String answer = coalescer.ask(here.scope(), "a");
            interrupted.set(Thread.currentThread().isInterrupted());
            told.complete(answer);
        });
        await().until(() -> coalescer.waiting() == 1);
        CompletableFuture<String> other = ask(here.scope(), "b");
        await().until(() -> coalescer.waiting() == 2);
        gate.countDown();
        pass(underWay);

        cancelled.interrupt();
        goOn.countDown();

        assertThat(List.of(told.join(), other.join(), slow.join())).containsExactly("a!", "b!", "slow!");
        assertThat(interrupted).isTrue();
        cancelled.join();
    }

    @Test
    void insideATransactionNobodyShouldWaitForOthers() {
        askMeanwhile("a");

        assertThat(runner.inTransaction(here.scope(), "test", () -> coalescer.ask(here.scope(), "b")))
                .isEqualTo("b!");
        gate.countDown();
    }

    @Test
    void whoHasTheWholeTrafficShouldBeAnsweredEachHisOwn() {
        List<TenantId> tenants = List.of(here.id(), here.neighbour().id());
        List<CompletableFuture<String>> answers = IntStream.range(0, 2_000)
                .mapToObj(i -> ask(
                        new Scope(tenants.get(i % 2), TestTenant.ALICE, here.deadline(), "request-" + i),
                        (char) ('a' + i % 7) + " " + i))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo((char) ('a' + i % 7) + " " + i + "!");
        }
        assertThat(batches).allMatch(batch -> batch.size() <= MOST);
        assertThat(alone.size() + batches.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
        await().until(() -> coalescer.lanes() == 0);
    }
}
