package dev.holdfast.postgres.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a standby was just before it answered. It says so in the same round trip, before it looks at the rows: what it answers is as
 * new as that or newer. Of several answers for one piece of work, the oldest counts.
 */
public final class Sighting {
    /** Put before the settings of a transaction. Of a server that is no standby now nothing is known. */
    static final String COLUMNS = "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0'::pg_lsn END,"
            + " extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()),"
            + " (SELECT system_identifier FROM pg_control_system()), ";

    /**
     * What a server says of itself.
     *
     * @param system what all copies of one database have in common
     * @param replayed where in the log of the primary it is; empty when it is no standby
     * @param lastCommit how long ago the last transaction that it has was committed, by the clocks of both servers
     */
    record Said(long system, OptionalLong replayed, Optional<Duration> lastCommit) {
        /** No newer than either. What is of two databases is of none. */
        Said and(Said other) {
            boolean known = system == other.system && replayed.isPresent() && other.replayed.isPresent();
            return new Said(
                    system,
                    known
                            ? OptionalLong.of(Math.min(replayed.getAsLong(), other.replayed.getAsLong()))
                            : OptionalLong.empty(),
                    lastCommit.flatMap(
                            mine -> other.lastCommit.map(theirs -> mine.compareTo(theirs) < 0 ? theirs : mine)));
        }
    }

    private Optional<Said> said = Optional.empty();

    /** Reads the columns of the row that comes first. */
    void read(ResultSet row) throws SQLException {
        if (!row.next()) {
            return;
        }
        long position = row.getLong(1);
        OptionalLong replayed = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
        double seconds = row.getDouble(2);
        Optional<Duration> lastCommit = row.wasNull()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, (long) Math.ceil(seconds * 1_000))));
        hear(new Said(row.getLong(3), replayed, lastCommit));
    }

    void hear(Said next) {
        said = Optional.of(said.map(before -> before.and(next)).orElse(next));
    }

    /** Where in the log of the primary it was. */
    OptionalLong replayed() {
        return said.map(Said::replayed).orElseGet(OptionalLong::empty);
    }

    /** How long ago the last transaction that it has was committed, by the clocks of both servers. */
    Optional<Duration> lastCommit() {
        return said.flatMap(Said::lastCommit);
    }

    /** Whether it is a copy of that database. */
    boolean isOf(long system) {
        return said.filter(here -> here.system() == system).isPresent();
    }
}
