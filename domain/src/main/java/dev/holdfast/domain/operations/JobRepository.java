package dev.holdfast.domain.operations;

import dev.holdfast.domain.shared.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done at certain times by one of all servers on a store: who does it, and how it ended. Nothing of another tenant than
 * {@code scope.tenant()} is ever read or changed. Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store
 * fails; each may be repeated by the same server.
 */
public interface JobRepository {
    /**
     * Takes the turn, when the job was not done at {@code turn.slot()} yet and nobody is at it; of several servers one gets it. Also when it failed
     * long enough ago, whoever had the turn has not ended it in time, or its time lies so far ahead that the clock by which it was taken was
     * wrong ({@link JobTurn#isWayAhead}).
     *
     * @return whether it is the server's turn
     */
    boolean begin(Scope scope, JobTurn turn);

    /**
     * Ends the turn; nothing happens when another server has it by now.
     *
     * @param failure why it failed, at most 500 characters, for an operator; empty when it did not
     */
    void end(Scope scope, JobTurn turn, Instant at, Optional<String> failure);

    /** Every job that was ever begun, by name. */
    List<JobState> list(Scope scope);
}
