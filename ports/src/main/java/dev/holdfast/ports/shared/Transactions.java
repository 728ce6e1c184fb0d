package dev.holdfast.ports.shared;

import dev.holdfast.domain.shared.Scope;
import java.util.function.Supplier;

/**
 * Joins several repository calls into one transaction. A single call needs none: it is a transaction by itself.
 *
 * <p>All or nothing: when {@code work} returns, everything its repository calls wrote is committed and durable; when it throws,
 * nothing is. Until then nothing is visible outside. A call inside another's work joins it: when the inner work throws, nothing
 * of the outer is committed either, even if the outer catches what was thrown. Each call in it sees what was committed before that call
 * began; nothing may rest on more. It ends with the deadline of {@code scope}. The work runs on the calling thread, may run again
 * when the store asks for a repetition, and must touch nothing but repositories of the same tenant as {@code scope}.
 */
public interface Transactions {
    /**
     * @param name what the transaction is called in metrics, such as {@code document.ingest}; that of a call that joins another is
     *     of no account
     * @throws dev.holdfast.domain.shared.OutcomeUnknown when the connection broke during commit
     * @throws dev.holdfast.domain.shared.StoreException when the store fails otherwise; nothing was changed then
     */
    <T> T inTransaction(Scope scope, String name, Supplier<T> work);
}
