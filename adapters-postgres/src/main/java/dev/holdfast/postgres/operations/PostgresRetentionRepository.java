package dev.holdfast.postgres.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.operations.RetentionRows.Found;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Retention in PostgreSQL: work of the background, whoever asks for it. */
public final class PostgresRetentionRepository implements RetentionRepository {
    private final SqlRunner runner;
    private final Claims claims;

    /** @param claims of the same runner */
    public PostgresRetentionRepository(SqlRunner runner, Claims claims) {
        this.runner = runner.reading(RetentionCut.Surplus.class, RetentionRows::surplus)
                .reading(RetentionFigures.class, RetentionRows::figures)
                .reading(Found.class, RetentionRows::found)
                .with(RetentionMapper.class);
        this.claims = claims;
    }

    @Override
    public RetentionCut cut(Scope scope, RetentionRule rule, Instant now) {
        RetentionCut everything = new RetentionCut(rule, Moments.toMicros(now), Optional.empty());
        if (rule.maxCount().isEmpty() || rule.kind() == RetentionKind.MEMORY_VERSIONS) {
            return everything;
        }
        CutRow row = CutRow.of(everything);
        Optional<RetentionCut.Surplus> surplus =
                read(scope, "retention.surplus", (mapper, entry) -> switch (rule.kind()) {
                    case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES -> mapper.surplusOfMemories(entry, row);
                    case MEMORY_VERSIONS -> Optional.empty();
                    case DOCUMENTS -> mapper.surplusOfDocuments(entry, row);
                    case RECALLS -> mapper.surplusOfRecalls(entry, row);
                });
        return new RetentionCut(rule, everything.now(), surplus);
    }

    @Override
    public RetentionFigures figures(Scope scope, RetentionCut cut) {
        CutRow row = CutRow.of(cut);
        return read(scope, "retention.figures", (mapper, entry) -> switch (cut.kind()) {
            case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES -> mapper.figuresOfMemories(entry, row);
            case MEMORY_VERSIONS -> mapper.figuresOfVersions(entry, row);
            case DOCUMENTS -> mapper.figuresOfDocuments(entry, row);
            case RECALLS -> mapper.figuresOfRecalls(entry, row);
        });
    }

    @Override
    public List<RetiredRow> due(Scope scope, RetentionCut cut, RetiredRow.Name after, int most) {
        CutRow row = CutRow.of(cut);
        List<Found> found = read(scope, "retention.due", (mapper, entry) -> switch (cut.kind()) {
            case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES -> mapper.dueMemories(entry, row, after, most);
            case MEMORY_VERSIONS -> mapper.dueVersions(entry, row, after, most);
            case DOCUMENTS -> mapper.dueDocuments(entry, row, after, most);
            case RECALLS -> mapper.dueRecalls(entry, row, after, most);
        });
        return found.stream().map(each -> each.as(cut.kind())).toList();
    }

    @Override
    public List<RetiredRow> versionsOf(Scope scope, List<RetiredRow.Name> memories, int most) {
        List<Found> found = read(
                scope,
                "retention.versions",
                (mapper, entry) -> mapper.versionsOf(entry, ids(memories), versions(memories), most));
        return found.stream()
                .map(each -> each.as(RetentionKind.MEMORY_VERSIONS))
                .toList();
    }

    @Override
    public int remove(
            Scope scope, RetentionKind kind, List<RetiredRow.Name> names, AuditEntryId auditId, Change change) {
        Removal removal = Removal.of(scope, kind, names, auditId, change);
        return runner.write(scope, "retention.remove", (session, entry) -> {
            RetentionMapper mapper = session.getMapper(RetentionMapper.class);
            return switch (kind) {
                case MEMORIES, EXPIRED_MEMORIES, DELETED_MEMORIES -> mapper.removeMemories(entry, removal);
                case MEMORY_VERSIONS -> mapper.removeVersions(entry, removal);
                case DOCUMENTS -> mapper.removeDocuments(entry, removal);
                case RECALLS -> mapper.removeRecalls(entry, removal);
            };
        });
    }

    @Override
    public int removePast(
            Scope scope,
            List<RetiredRow.Name> memories,
            List<RetiredRow.Name> versions,
            AuditEntryId auditId,
            Change change) {
        return runner.write(
                scope,
                "retention.remove",
                (session, entry) -> session.getMapper(RetentionMapper.class)
                        .removePast(
                                entry,
                                ids(memories),
                                versions(memories),
                                Removal.of(scope, RetentionKind.MEMORY_VERSIONS, versions, auditId, change)));
    }

    private static List<UUID> ids(List<RetiredRow.Name> names) {
        return names.stream().map(RetiredRow.Name::id).toList();
    }

    private static List<Long> versions(List<RetiredRow.Name> names) {
        return names.stream().map(RetiredRow.Name::version).toList();
    }

    @Override
    public RetentionOutcome note(Scope scope, RetentionOutcome outcome, AuditEntryId auditId, Change change) {
        return runner.inTransaction(
                scope,
                "retention.note",
                () -> claims.once(
                        scope,
                        change,
                        () -> {
                            runner.write(
                                    scope,
                                    "retention.note",
                                    (session, entry) -> session.getMapper(RetentionMapper.class)
                                            .note(entry, scope, outcome.summary(), auditId, change));
                            change.claim().ifPresent(claim -> claims.keep(scope, claim, outcome.numbers()));
                            return outcome;
                        },
                        done -> RetentionOutcome.of(done.versions())));
    }

    @Override
    public Optional<RetentionOutcome> noted(Scope scope, Change change) {
        return claims.remembered(scope, change).map(done -> RetentionOutcome.of(done.versions()));
    }

    private <T> T read(Scope scope, String statement, BiFunction<RetentionMapper, Entry, T> work) {
        return runner.read(
                scope, statement, (session, entry) -> work.apply(session.getMapper(RetentionMapper.class), entry));
    }
}
