package dev.holdfast.postgres.support;

import dev.holdfast.ports.shared.Overdue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One use of a connection, which is cut when it takes too long. The server's own timeouts come first; this is for a server that does not
 * answer at all: whoever waits for it gets the error of a lost connection. The driver could do so for each answer by itself, at the price
 * of a timer for each, see {@link Overdue}.
 */
final class Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    private final Connection connection;
    private final Overdue overdue;
    private final long until;
    private final LongConsumer look = this::look;
    private final AtomicBoolean over = new AtomicBoolean();

    private Lifeline(Connection connection, Overdue overdue, Duration most) {
        this.connection = connection;
        this.overdue = overdue;
        this.until = overdue.now() + most.toNanos();
    }

    /**
     * Begins a use of {@code connection}, whose driver waits without end from now on.
     *
     * @param most how long it may take; it is cut soon after
     */
    static Lifeline of(Connection connection, Overdue overdue, Duration most) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        Lifeline line = new Lifeline(connection, overdue, most);
        overdue.watch(line.look);
        return line;
    }

    /**
     * Ends the use.
     *
     * @return whether the connection is as good as before: it is not cut, and will not be
     */
    boolean end() {
        overdue.letGo(look);
        return over.compareAndSet(false, true);
    }

    private void look(long now) {
        if (now - until >= 0 && over.compareAndSet(false, true)) {
            try {
                // Not here: to close a socket with TLS may wait for whoever writes to it.
                connection.abort(cut -> Thread.ofVirtual().name("holdfast-cut").start(cut));
            } catch (SQLException unknown) {
                LOG.warn("a connection without an answer could not be cut", unknown);
            }
        }
    }
}
