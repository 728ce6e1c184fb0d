package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.shared.Overdue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a call waits to be taken into a batch, and for the batch. */
final class SeatTest {
    private static final Duration LEFT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final Overdue overdue = new Overdue(() -> {
        looks.incrementAndGet();
        return now.get();
    });
    private final CompletableFuture<Seat.Verdict<String>> said = new CompletableFuture<>();
    private final Seat<String, String> seat = new Seat<>(
            new Scope(new TenantId("acme"), TestTenant.ALICE, Instant.MAX, "request-1"), "question", new Words());

    @Test
    void whoIsNotTakenInTimeShouldLeave() {
        begin(LEFT);
        pass(PATIENCE.minus(INSTANT));
        assertThat(said).isNotDone();
        pass(INSTANT);

        assertThatThrownBy(said::join).hasCauseInstanceOf(StoreUnavailable.class);
        assertThat(seat.take()).isFalse();
    }

    @Test
    void whoseDeadlineComesFirstShouldBeToldSo() {
        Duration soon = PATIENCE.dividedBy(2);
        begin(soon);
        pass(soon.minus(INSTANT));
        assertThat(said).isNotDone();
        pass(INSTANT);

        assertThatThrownBy(said::join).hasCauseInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void whoIsTakenShouldStayUntilTheBatchIsOverOrLost() {
        begin(LEFT);
        assertThat(seat.take()).isTrue();
        pass(PATIENCE.plus(LEFT).minus(INSTANT));
        assertThat(said).isNotDone();
        pass(INSTANT);

        assertThatThrownBy(said::join).hasCauseInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void theFirstThingSaidShouldCount() {
        seat.answer("first");
        seat.goAlone();
        seat.fail(new IllegalStateException("third"));
        begin(LEFT);

        assertThat(said.join()).isEqualTo(new Seat.Verdict.Answered<>("first"));
    }

    private void begin(Duration left) {
        Thread.startVirtualThread(() -> {
            try {
                said.complete(seat.await(left, PATIENCE, overdue, OutcomeUnknown::new));
            } catch (RuntimeException failed) {
                said.completeExceptionally(failed);
            }
        });
        looked();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        looked();
    }

    /** Two looks, or the only one was under way already. */
    private void looked() {
        int before = looks.get();
        await().pollInterval(Duration.ofMillis(5)).until(() -> looks.get() >= before + 2 || said.isDone());
    }

    private static final class Words implements Coalesced<String, String> {
        @Override
        public boolean writes() {
            return true;
        }

        @Override
        public List<String> exclusive(String word) {
            return List.of(word);
        }

        @Override
        public int weight(String word) {
            return 1;
        }

        @Override
        public String one(Scope scope, String word, boolean inTurn) {
            return word;
        }

        @Override
        public void each(Scope scope, List<Seat<String, String>> seats) {
            seats.forEach(Seat::goAlone);
        }
    }
}
