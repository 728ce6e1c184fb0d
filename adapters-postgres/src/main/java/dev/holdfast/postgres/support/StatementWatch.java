package dev.holdfast.postgres.support;

import java.sql.SQLException;
import java.util.Optional;

/** Sees every statement that a mapper ran. Called on the thread that ran it, so it does nothing that takes long. */
public interface StatementWatch {
    /** Looks at nothing. */
    StatementWatch NOBODY = (statement, question, nanos, rows, failure) -> {};

    /**
     * One statement has ended.
     *
     * @param statement the method of its mapper, such as {@code MemoryMapper.find}
     * @param question how the same can be asked again
     * @param nanos how long it took, from sending it to its last row
     * @param rows what it answered or changed
     * @param failure why it did not come to its end
     */
    void ran(String statement, Question question, long nanos, int rows, Optional<SQLException> failure);
}
