package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers behind a balancer, two hundred requests each second, and one server after the other is replaced. */
class RollingDrill {
    private static final long BETWEEN_REQUESTS_MICROS = 5_000;
    private static final int RATE = 200;

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @Test
    void noRequestShouldFailWhileAServerIsStopped() {
        Database database = NODES.database();
        Home home = NODES.homeOn(database).with("HOLDFAST_SHUTDOWN_DELAY", "1s").with("HOLDFAST_KEY_RATE", "1000");
        Node first = NODES.serve(home);
        Node second = NODES.serve(NODES.beside(home));
        String key = first.printedKey().orElseThrow();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger answered = new AtomicInteger();
        try (Balancer balancer = Balancer.before(first, second);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            Api api = Api.of(balancer.port()).as(key);
            warmUp(api);
            AtomicInteger sent = new AtomicInteger();
            Future<?> unused = clock.scheduleAtFixedRate(
                    () -> {
                        int number = sent.getAndIncrement();
                        callers.execute(() -> call(api, number, failures, answered));
                    },
                    0,
                    BETWEEN_REQUESTS_MICROS,
                    TimeUnit.MICROSECONDS);
            await().until(() -> answered.get() >= 2 * RATE);

            first.program().terminate();
            assertThat(first.program().exitCode()).as("%s", first.program()).isZero();

            int then = answered.get();
            await().until(() -> answered.get() >= then + RATE);
            clock.shutdownNow();
        }
        assertThat(failures).isEmpty();
        assertThat(answered.get()).isGreaterThanOrEqualTo(4 * RATE);
    }

    /** A server that has just begun is not yet one that is replaced while all are at work. */
    private static void warmUp(Api api) {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Race.of(4, caller -> {
            for (int i = 0; i < RATE; i++) {
                call(api, i, failures, new AtomicInteger());
            }
            return caller;
        });
        assertThat(failures).isEmpty();
    }

    /** Every other request writes. */
    private static void call(Api api, int number, Queue<String> failures, AtomicInteger answered) {
        String path = Api.memory("rolling", "k" + number / 2);
        try {
            Got got = number % 2 == 0
                    ? api.put(path, Api.json(Map.of("content", "number " + number)))
                    : api.get("/v1/memories?limit=1");
            if (got.status() >= 300) {
                failures.add(got.status() + " " + got.text());
            }
        } catch (RuntimeException noAnswer) {
            failures.add(String.valueOf(noAnswer));
        } finally {
            answered.incrementAndGet();
        }
    }
}
