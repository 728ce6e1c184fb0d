package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes together, who alone, and in which order. */
final class CoalescerTest extends CoalescedWords {
    @Test
    void whoFindsNothingUnderWayShouldGoAtOnceOnHisOwnThread() {
        Thread.currentThread().interrupt(); // which a thread that only waited would notice
        coalescer.ask(here.scope(), "a");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(alone).containsExactly("a");
        assertThat(coalescer.lanes()).isZero();
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
    void manySmallOnesShouldNotWaitForALargeOne() {
        List<CompletableFuture<String>> answers = askMeanwhile("a", "b large", "c", "d large");
        gate.countDown();

        assertThat(all(answers)).hasSize(5);
        assertThat(batches).containsExactly(List.of("a", "c"));
        assertThat(alone).containsExactly(SLOW, "b large", "d large");
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
    void aBatchShouldBeOfSimilarDeadlinesAndBoundByTheEarliest() {
        CompletableFuture<String> slow = ask(here.scope(), SLOW);
        await().until(() -> alone.contains(SLOW));
        Instant soon = storage().clock().instant().plusSeconds(10);
        List<CompletableFuture<String>> answers = new ArrayList<>(List.of(slow));
        for (int i = 0; i < 3; i++) {
            Instant deadline = i == 1 ? soon.plusSeconds(10) : soon.plusMillis(i);
            int before = coalescer.waiting();
            answers.add(ask(new Scope(here.id(), TestTenant.ALICE, deadline, "request-2"), (char) ('a' + i) + ""));
            await().until(() -> coalescer.waiting() == before + 1);
        }
        gate.countDown();

        assertThat(all(answers)).hasSize(4);
        assertThat(batches).containsExactly(List.of("a", "c"));
        assertThat(scopes).extracting(Scope::deadline).containsExactly(soon);
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
