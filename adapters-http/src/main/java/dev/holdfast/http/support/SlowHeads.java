package dev.holdfast.http.support;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request head trickles in: Jetty's idle timeout begins anew with every byte, so a sender of one byte now
 * and then would hold a connection for ever. A connection that has sent something since its last whole request, and has not
 * completed the next one within the time for heads, is closed.
 */
final class SlowHeads extends AbstractLifeCycle {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** What a connection had received when its present, unfinished head was first seen. */
    private record Seen(long bytes, long messages, long since) {}

    private final ServerConnector connector;
    private final long patience;
    private final LongSupplier ticker;
    private final Predicate<Connection> serving;
    private final Map<Connection, Seen> unfinished = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** @param serving whether a whole head has arrived, and its request is being answered */
    SlowHeads(ServerConnector connector, Duration patience, LongSupplier ticker, Predicate<Connection> serving) {
        this.connector = connector;
        this.patience = patience.toNanos();
        this.ticker = ticker;
        this.serving = serving;
    }

    @Override
    protected void doStart() {
        running = true;
        next();
    }

    @Override
    protected void doStop() {
        running = false;
    }

    private void next() {
        Scheduler scheduler = connector.getScheduler();
        if (running && scheduler.isRunning()) {
            scheduler.schedule(this::look, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            long now = ticker.getAsLong();
            unfinished.keySet().removeIf(connection -> !connection.getEndPoint().isOpen());
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                Connection connection = endPoint.getConnection();
                if (connection != null) {
                    look(connection, now);
                }
            }
        } finally {
            next();
        }
    }

    private void look(Connection connection, long now) {
        Seen seen = unfinished.get(connection);
        // Not by comparing messages in and out: an interim answer (100 Continue) is a message too.
        if (serving.test(connection) || seen == null || seen.messages() != connection.getMessagesIn()) {
            unfinished.put(connection, new Seen(connection.getBytesIn(), connection.getMessagesIn(), now));
            return;
        }
        boolean silent = connection.getMessagesIn() > 0 && seen.bytes() == connection.getBytesIn();
        if (silent) {
            unfinished.put(connection, new Seen(seen.bytes(), seen.messages(), now));
        } else if (now - seen.since() > patience) {
            connection.getEndPoint().close();
        }
    }
}
