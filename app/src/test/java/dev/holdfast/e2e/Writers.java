package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Callers that write without a pause, each to a memory of its own and now and then to one that all of them share. None begins a
 * write before the one before it was acknowledged.
 */
final class Writers implements AutoCloseable {
    private static final int SHARED_EACH = 4;

    private final Persistent persistent;
    private final Ledger ledger;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Integer>> running = new ArrayList<>();
    private volatile boolean stopping;

    private Writers(Persistent persistent, Ledger ledger) {
        this.persistent = persistent;
        this.ledger = ledger;
    }

    /** @param api the server as it is now */
    static Writers start(int count, Supplier<Api> api, Ledger ledger) {
        Writers writers = new Writers(new Persistent(api), ledger);
        for (int i = 0; i < count; i++) {
            int number = i;
            writers.running.add(writers.threads.submit(() -> writers.run(number)));
        }
        return writers;
    }

    private int run(int number) {
        int written = 0;
        while (!stopping) {
            written++;
            String key = written % SHARED_EACH == 0 ? "shared" : "of-" + number;
            String name = number + "-" + written;
            Got answer = persistent.put(
                    name, Api.memory(ledger.namespace(), key), Api.json(Map.of("content", "write " + name)));
            assertThat(answer.status()).as(answer.text()).isIn(200, 201);
            assertThat(answer.at("/content").asString()).isEqualTo("write " + name);
            ledger.acknowledge(key, answer);
        }
        return written;
    }

    /** Returns when so many more writes have been acknowledged. */
    void goOnFor(int writes) {
        int enough = ledger.size() + writes;
        await().atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ledger.size() >= enough || running.stream().anyMatch(Future::isDone));
        running.stream().filter(Future::isDone).forEach(Writers::written);
    }

    /** Lets every writer have its last write acknowledged. @return how many they wrote */
    int finish() {
        stopping = true;
        int written = 0;
        for (Future<Integer> writer : running) {
            written += written(writer);
        }
        return written;
    }

    private static int written(Future<Integer> writer) {
        try {
            return writer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("a writer failed: " + failed.getCause(), failed.getCause());
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
