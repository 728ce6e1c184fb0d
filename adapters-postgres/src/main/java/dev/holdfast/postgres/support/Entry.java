package dev.holdfast.postgres.support;

import java.time.Duration;
import java.util.Optional;

/**
 * What a transaction says of itself before its first statement: whose rows it may touch and how long it may take. Travels in
 * the same round trip as the statement: {@link #SQL} is the beginning of every statement's text.
 *
 * @param statementTimeout milliseconds, as PostgreSQL's setting of that name wants it
 * @param lockTimeout likewise
 * @param readOnly {@code on} when its transaction may change nothing; otherwise it stays as it is
 * @param sighting is told how far a copy was that answers
 */
public record Entry(
        String tenant,
        String statementTimeout,
        String lockTimeout,
        Optional<String> readOnly,
        Optional<Sighting> sighting) {
    private static final String SETTINGS = """
            SELECT set_config('holdfast.tenant', #{entry.tenant}, true),
                   set_config('statement_timeout', #{entry.statementTimeout}, true),
                   set_config('lock_timeout', #{entry.lockTimeout}, true),
                   set_config('transaction_read_only',
                       coalesce(#{entry.readOnly, jdbcType=VARCHAR}, current_setting('transaction_read_only')), true)""";

    /**
     * Local to the transaction (third argument), never to the session: through a pooler a session setting would reach the next
     * tenant.
     */
    public static final String SQL = SETTINGS + ";\n";

    /**
     * The same for a statement that finds every row by an index. A plan that was made while a table had a page or two reads all of
     * it, and goes on to do so when it has thousands, until PostgreSQL counts its rows anew.
     */
    public static final String SQL_BY_INDEX = SETTINGS + ",\n       set_config('enable_seqscan', 'off', true);\n";

    private static final long LONGEST_LOCK_WAIT_MS = 2_000;

    /** For the server to say that it gave up, before the caller stops listening. */
    private static final long LAST_WORDS_MS = 100;

    /** For a batch: a row that somebody else holds shall hold up its own call, and not those that happen to go with it. */
    private static final long LOCK_WAIT_OF_SEVERAL_MS = 100;

    static Entry of(String tenant, Duration left, boolean reads) {
        long millis = Math.max(1, left.toMillis() - Math.min(LAST_WORDS_MS, left.toMillis() / 10));
        return new Entry(
                tenant,
                Long.toString(millis),
                Long.toString(Math.min(LONGEST_LOCK_WAIT_MS, millis)),
                reads ? Optional.of("on") : Optional.empty(),
                Optional.empty());
    }

    /** The same for a copy, which says how far it was. */
    Entry watching(Sighting told) {
        return new Entry(tenant, statementTimeout, lockTimeout, readOnly, Optional.of(told));
    }

    /** The same, for calls of several at once. */
    public Entry ofSeveral() {
        long millis = Math.min(LOCK_WAIT_OF_SEVERAL_MS, Long.parseLong(lockTimeout));
        return new Entry(tenant, statementTimeout, Long.toString(millis), readOnly, sighting);
    }
}
