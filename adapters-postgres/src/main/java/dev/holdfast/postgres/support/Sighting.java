package dev.holdfast.postgres.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a standby was just before it answered. It says so in the same round trip, before it looks at the rows: what it answers is as
 * new as that or newer.
 */
public final class Sighting {
    /** Put before the settings of a transaction. Of a server that never was a standby nothing is known. */
    static final String COLUMNS = "pg_last_wal_replay_lsn() - '0/0'::pg_lsn,"
            + " extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), ";

    private OptionalLong replayed = OptionalLong.empty();
    private Optional<Duration> lastCommit = Optional.empty();

    /** Reads the columns of the row that comes first. */
    void read(ResultSet row) throws SQLException {
        if (!row.next()) {
            return;
        }
        long position = row.getLong(1);
        replayed = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
        double seconds = row.getDouble(2);
        lastCommit = row.wasNull()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, (long) Math.ceil(seconds * 1_000))));
    }

    /** Where in the log of the primary it was. */
    OptionalLong replayed() {
        return replayed;
    }

    /** How long ago the last transaction that it has was committed, by the clocks of both servers. */
    Optional<Duration> lastCommit() {
        return lastCommit;
    }
}
