package dev.holdfast.bench.openloop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Requests at a fixed rate, whatever the server makes of them. A request has a time at which it is due, and its latency counts from then
 * on: one that had to wait because those before it were late has waited, and is not left out. Connections stay open from run to run, so that
 * only the first opens them.
 */
public final class OpenLoop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Supplier<byte[]> requests;
    private final List<Connection> connections;

    /** @param connections that are open; no more requests than that are on their way at once */
    public OpenLoop(int port, Supplier<byte[]> requests, int connections) {
        this.requests = requests;
        this.connections = Stream.generate(() -> new Connection(port)).limit(connections).toList();
    }

    public Outcome run(double perSecond, Duration time) {
        long count = Math.round(perSecond * time.toNanos() / 1e9);
        AtomicLong next = new AtomicLong();
        List<Samples> samples = connections.stream().map(each -> new Samples()).toList();
        long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
        long end = start + time.toNanos();
        Thread watch = Thread.ofVirtual().start(() -> closeAfter(time.plus(PATIENCE)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections.size(); i++) {
                Connection connection = connections.get(i);
                Samples mine = samples.get(i);
                threads.execute(() -> {
                    for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        long due = start + Math.round(number * 1e9 / perSecond);
                        if (System.nanoTime() > end) {
                            return;
                        }
                        waitUntil(due);
                        mine.send(connection, requests.get(), due);
                    }
                });
            }
        } finally {
            watch.interrupt();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return Outcome.of(samples, perSecond, Math.max(seconds, TimeUnit.NANOSECONDS.toMillis(time.toNanos()) / 1e3));
    }

    /** What waits for an answer so long after the end does not get one. */
    private void closeAfter(Duration time) {
        try {
            Thread.sleep(time);
            close();
        } catch (InterruptedException allAreBack) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
