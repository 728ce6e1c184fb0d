package dev.holdfast.ports.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The statements by which this program works with its store, for operators: how long they take, which calls of them took too long,
 * and how the store goes about them. Never shows what a statement was called with. A store without statements has none.
 */
public interface StoreStatements {
    /** The names of all statements there are, each once, in order. */
    List<String> names();

    /** Those that ran since the process started, by name, each once. Does not ask the store. */
    List<StatementFigures> figures();

    /** A call that took as long as this, or longer, is slow. */
    Duration threshold();

    /** The latest slow calls, a bounded number of them, the newest first. Does not ask the store. */
    List<SlowStatement> slow();

    /**
     * Asks the store how it would go about a statement, without running it.
     *
     * @return empty when there is no statement of that name
     * @throws dev.holdfast.domain.shared.StoreException when the store does not answer within a few seconds
     */
    Optional<StatementPlan> plan(String statement);
}
