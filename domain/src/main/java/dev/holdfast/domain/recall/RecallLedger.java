package dev.holdfast.domain.recall;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers what was answered to whom, and what became of it.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, changed, counted or revealed by an error.
 *
 * <p><b>Durability.</b> What {@link #record} returned from is seen by every later call at once. It is the one write that may be
 * lost when the store itself crashes within the second: an answer does not wait for a disk. Feedback is as durable as every write.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface RecallLedger {
    /** Adds a line; one of an id that is there already changes nothing. */
    void record(Scope scope, RecallRecord record);

    /** The line of that id. */
    Optional<RecallEntry> find(Scope scope, RecallId id);

    /**
     * Notes what became of an item; the last word of each principal counts. Leaves an audit entry and the claim, as every change
     * does.
     *
     * @param feedback by {@code scope.principal()}, at {@code change.at()}
     * @return what is remembered; created unless the same principal had said something of that item before
     * @throws NotFound when there is no such line, or it has no such item
     * @throws dev.holdfast.domain.shared.IdempotencyMismatch when the claim was used for something else
     */
    Written<RecallFeedback> judge(Scope scope, RecallFeedback feedback, AuditEntryId auditId, Change change);

    /**
     * Forgets up to {@code most} lines that were written before {@code before}, the oldest first, with their feedback.
     *
     * @return how many
     */
    int sweep(Scope scope, Instant before, int most);
}
