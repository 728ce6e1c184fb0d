package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What befalls a batch, or one who waits for it, and who is told. */
final class CoalescerFaultsTest extends CoalescedWords {
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
                CoalescerFaultsTest.<RuntimeException>raise(failure);
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
            coalescer = runner.coalescer("changes", new Words(true));
            together = (scope, seats) -> {
                throw failure;
            };
            List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
            gate.countDown();

            assertThat(answers.get(0).join()).isEqualTo("slow!");
            for (CompletableFuture<String> lost : answers.subList(1, 3)) {
                assertThatThrownBy(lost::join).hasCauseInstanceOf(failure.getClass());
            }
            assertThat(alone).containsExactly(SLOW);
        }
    }

    @Test
    void aRefusalOfOneShouldBeHisAlone() {
        List<CompletableFuture<String>> answers = askMeanwhile("absent");
        gate.countDown();

        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(NotFound.class);
        assertThat(answers.getFirst().join()).isEqualTo("slow!");
    }

    /** What fails in this program may have failed after the commit. */
    @Test
    void changesShouldNotBeRepeatedUnlessTheyAreCertainlyUndone() {
        for (Throwable failure : List.of(
                new StoreFault(new IllegalStateException("a defect of this program")),
                new IllegalStateException("another"),
                new StackOverflowError("an error"))) {
            begin();
            coalescer = runner.coalescer("changes", new Words(true));
            together = (scope, seats) -> CoalescerFaultsTest.<RuntimeException>raise(failure);
            List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
            gate.countDown();

            for (CompletableFuture<String> lost : answers.subList(1, 3)) {
                assertThatThrownBy(lost::join).hasCauseInstanceOf(OutcomeUnknown.class);
            }
            assertThat(alone).containsExactly(SLOW);
        }
        for (RuntimeException undone : List.of(
                new StoreFault(new SQLException("a defect of the database")),
                new StoreLocked(new IllegalStateException("held")),
                new DuplicateRow("a constraint", new SQLException()))) {
            begin();
            coalescer = runner.coalescer("changes", new Words(true));
            together = (scope, seats) -> CoalescerFaultsTest.<RuntimeException>raise(undone);
            List<CompletableFuture<String>> answers = askMeanwhile("a", "b");
            gate.countDown();

            assertThat(all(answers)).containsExactly("slow!", "a!", "b!");
        }
    }

    @Test
    void whoWaitsForAHeldRowShouldDoSoAlone() {
        assertThat(coalescer.ask(here.scope(), "held")).isEqualTo("held!");

        List<CompletableFuture<String>> answers = askMeanwhile("b held");
        gate.countDown();

        assertThat(all(answers)).containsExactly("slow!", "b held!");
    }

    @Test
    void oneThatIsNotBackSoonShouldHoldUpNobodyForLong() {
        begin(Duration.ofSeconds(5), new Coalescing(1, MOST, Duration.ofMillis(1), false));
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));

        assertThat(ask(here.scope(), "a").join()).isEqualTo("a!");

        assertThat(slow).isNotDone();
        gate.countDown();
        assertThat(slow.join()).isEqualTo("slow!");
        await().until(() -> coalescer.lanes() == 0);
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
        await().until(() -> coalescer.waiting() == 1);
        gate.countDown();

        assertThat(List.of(slow.join(), next.join())).containsExactly("slow!", "a next!");
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
}
