package dev.holdfast.domain.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds what has been kept long enough, and removes it for good. Nothing of another tenant than {@code scope.tenant()} is ever read,
 * counted or removed.
 *
 * <p><b>Corrections hold.</b> Of a memory that was removed its address, its id and the number of its last version stay. A memory that is
 * written there later goes on from them, so that no version is ever two, and nobody who remembers an old one can change a new one.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface RetentionRepository {
    /** The most rows that one call finds. */
    int MOST = 500;

    /** Decides what goes by {@code rule} at {@code now}. Looks at every row of the kind when the rule has a count. */
    RetentionCut cut(Scope scope, RetentionRule rule, Instant now);

    /** How much goes. Looks at every row of the kind; changes nothing. */
    RetentionFigures figures(Scope scope, RetentionCut cut);

    /**
     * Rows that go, in the order of id and version, after {@code after}. At most {@code most} (1 to {@value #MOST}), and fewer when they are
     * large; none means that none is left.
     */
    List<RetiredRow> due(Scope scope, RetentionCut cut, RetiredRow.Name after, int most);

    /**
     * Superseded versions of those memories that still have the version they are named with, in the order of id and version; as many as
     * {@link #due} answers.
     */
    List<RetiredRow> versionsOf(Scope scope, List<RetiredRow.Name> memories, int most);

    /**
     * Removes rows, if they are still what they were: of that version, and memories without superseded versions. When any was removed, one
     * audit entry says so in the same transaction; its subject has type {@code retention} and a name such as {@code memories: 12}.
     *
     * @return how many were removed
     */
    int remove(Scope scope, RetentionKind kind, List<RetiredRow.Name> names, AuditEntryId auditId, Change change);

    /**
     * Removes superseded versions of memories that are to go themselves, if these still have the version they are named with; a memory that
     * was changed in between keeps its past. Otherwise as {@link #remove} of {@link RetentionKind#MEMORY_VERSIONS}.
     *
     * @return how many were removed
     */
    int removePast(
            Scope scope,
            List<RetiredRow.Name> memories,
            List<RetiredRow.Name> versions,
            AuditEntryId auditId,
            Change change);

    /**
     * Notes that a run came to its end, with the claim: one audit entry, whose subject has type {@code retention} and the totals as name.
     *
     * @return what was remembered of an earlier run with that claim, else {@code outcome}
     */
    RetentionOutcome note(Scope scope, RetentionOutcome outcome, AuditEntryId auditId, Change change);

    /** What came of an earlier run with the claim of that change; empty when there was none, or the change has no claim. */
    Optional<RetentionOutcome> noted(Scope scope, Change change);
}
