package dev.holdfast.postgres.support;

import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Words that are asked for at the same time, and who was served with whom. Their first letter is what excludes others; {@code slow} waits
 * until it may go on.
 */
abstract class CoalescedWords extends OnPostgres {

    static final String SLOW = "slow";
    static final String LARGE = "large";
    static final String HELD = "held";
    static final String ABSENT = "absent";
    static final int MOST = 4;
    static final Coalescing ONE_AT_ONCE = new Coalescing(1, MOST, Duration.ofHours(1), false);

    private HikariDataSource pool;
    private MetricRegistry metrics;
    SqlRunner runner;
    TestTenant here;

    CountDownLatch gate;
    final List<String> alone = new CopyOnWriteArrayList<>();
    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final List<Scope> scopes = new CopyOnWriteArrayList<>();
    Together together;
    Coalescer<String, String> coalescer;

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

    final void begin(Duration patience) {
        begin(patience, ONE_AT_ONCE);
    }

    final void begin(Duration patience, Coalescing coalescing) {
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
                coalescing,
                fresh,
                storage().clock());
        coalescer = runner.coalescer("test", new Words(false));
    }

    /** Whoever serves a batch. */
    @FunctionalInterface
    interface Together {
        void run(Scope scope, List<Seat<String, String>> seats);
    }

    final class Words implements Coalesced<String, String> {
        private final boolean writes;

        Words(boolean writes) {
            this.writes = writes;
        }

        @Override
        public boolean writes() {
            return writes;
        }

        @Override
        public List<String> exclusive(String word) {
            return List.of(word.substring(0, 1));
        }

        @Override
        public int weight(String word) {
            return word.endsWith(LARGE) ? Coalescing.MOST_BYTES : 1;
        }

        @Override
        public String one(Scope scope, String word, boolean inTurn) {
            if (inTurn && word.endsWith(HELD)) {
                throw new StoreLocked(new IllegalStateException(HELD));
            }
            if (word.endsWith(ABSENT)) {
                throw new NotFound(word);
            }
            alone.add(word);
            if (word.equals(SLOW)) {
                pass(gate);
            }
            return answer(word);
        }

        @Override
        public void each(Scope scope, List<Seat<String, String>> seats) {
            batches.add(seats.stream().map(Seat::question).toList());
            scopes.add(scope);
            together.run(scope, seats);
        }
    }

    final void serve(Scope scope, List<Seat<String, String>> seats) {
        seats.forEach(seat -> seat.answer(answer(seat.question())));
    }

    static String answer(String word) {
        return word + "!";
    }

    static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    final CompletableFuture<String> ask(Scope scope, String word) {
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
    final List<CompletableFuture<String>> askMeanwhile(String... words) {
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

    static List<String> all(List<CompletableFuture<String>> answers) {
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
