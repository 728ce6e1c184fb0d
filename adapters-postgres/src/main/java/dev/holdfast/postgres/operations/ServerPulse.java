package dev.holdfast.postgres.operations;

import dev.holdfast.postgres.support.Pools;
import dev.holdfast.postgres.support.PostgresConfig;
import dev.holdfast.postgres.support.Pulse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Over a connection of its own that is opened again whenever it breaks. */
public final class ServerPulse implements Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** A server that is silent for so long is taken for dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** It stops, has crashed, or does not take anybody yet. */
    private static final Set<String> GOING = Set.of("57P01", "57P02", "57P03");

    /** What a pooler says of a server behind it that it does not reach. */
    private static final String UNREACHED = "08";

    private static final String LOOK = """
            SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()),
                   current_setting('transaction_read_only')::boolean,
                   coalesce(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END,
                            '0/0'::pg_lsn) - '0/0'::pg_lsn
            """;

    /** @param readOnly whether it takes no writes */
    private record Heard(Beat beat, boolean readOnly) {}

    private final PostgresConfig config;
    private final String name;
    private final boolean mayOnlyRead;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Connection connection;
    private long lastLook;
    private volatile boolean away;
    private volatile Optional<Beat> last = Optional.empty();
    private Optional<Beat> said = Optional.empty();

    /**
     * @param name of its connection in {@code application_name}
     * @param mayOnlyRead whether a standby will do; who has to write and cannot is as good as away
     */
    public ServerPulse(PostgresConfig config, String name, boolean mayOnlyRead) {
        this.config = config;
        this.name = name;
        this.mayOnlyRead = mayOnlyRead;
        this.lastLook = System.nanoTime() - PATIENCE.toNanos();
    }

    @Override
    public boolean isAway() {
        return away;
    }

    @Override
    public Optional<Beat> last() {
        return last;
    }

    @Override
    public Optional<Beat> look() {
        long asked = System.nanoTime();
        looking.lock();
        try {
            if (lastLook - asked <= 0) {
                lastLook = System.nanoTime();
                ask();
            }
            return away ? Optional.empty() : said;
        } finally {
            looking.unlock();
        }
    }

    private void ask() {
        try {
            Heard heard = heardOverWhatIsOpen();
            Beat beat = heard.beat();
            said = Optional.of(beat);
            last = said;
            away = beat.standby() && !mayOnlyRead;
            // Of several hosts another may be the one that is wanted; and one that takes no writes may let nobody in
            // anew, so that requests do not reach it.
            if (beat.standby() != mayOnlyRead || (heard.readOnly() && !mayOnlyRead)) {
                forget();
            }
        } catch (SQLException failed) {
            forget();
            said = Optional.empty();
            LOG.debug("{} does not answer", name, failed);
            away = !isThere(failed);
        }
    }

    /** A server that gives a reason is there, whether it lets us in or not: no client more, another password. */
    private static boolean isThere(SQLException failed) {
        return failed instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && refused.getSQLState() != null
                && !GOING.contains(refused.getSQLState())
                && !refused.getSQLState().startsWith(UNREACHED);
    }

    /** A connection from before may be broken, or nothing may come through it any more, without the server being away. */
    private Heard heardOverWhatIsOpen() throws SQLException {
        boolean opened = connection == null;
        try {
            return hear();
        } catch (SQLException failed) {
            forget();
            if (opened) {
                throw failed;
            }
            return hear();
        }
    }

    private Heard hear() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = Pools.connectSoon(config, name, PATIENCE);
            connection = open;
        }
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            return new Heard(new Beat(row.getBoolean(1), row.getLong(2), row.getLong(4)), row.getBoolean(3));
        }
    }

    private void forget() {
        try (Connection broken = connection) {
            connection = null;
        } catch (SQLException failed) {
            LOG.debug("closing the connection of {} failed", name, failed);
        }
    }

    @Override
    public void close() {
        looking.lock();
        try {
            forget();
        } finally {
            looking.unlock();
        }
    }
}
