package dev.holdfast.postgres.recall;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallLedger;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.support.Claims;
import dev.holdfast.postgres.support.LowerCaseEnum;
import dev.holdfast.postgres.support.SqlRunner;
import dev.holdfast.postgres.support.StoredClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger in PostgreSQL. Sweeping is background work and uses the connections for that. */
public final class PostgresRecallLedger implements RecallLedger {
    private static final long FIRST_WORD = 1;

    private final SqlRunner requests;
    private final SqlRunner background;
    private final Claims claims;

    public PostgresRecallLedger(SqlRunner requests, SqlRunner background, Claims claims) {
        this.requests = taught(requests);
        this.background = taught(background);
        this.claims = claims;
    }

    private static SqlRunner taught(SqlRunner runner) {
        return runner.reading(RecallEntry.class, RecallRows::entry)
                .reading(RecallFeedback.class, RecallRows::feedback)
                .with(RecallMapper.class);
    }

    @Override
    public void record(Scope scope, RecallRecord record) {
        List<RecallRecord.Item> items = record.items();
        requests.write(
                scope,
                "recall.record",
                (session, entry) -> session.getMapper(RecallMapper.class)
                        .record(
                                entry,
                                record,
                                record.namespace().map(Namespace::value),
                                items.stream()
                                        .map(item ->
                                                LowerCaseEnum.of(item.passage().kind()))
                                        .toList(),
                                items.stream()
                                        .map(item -> item.passage().value())
                                        .toList(),
                                items.stream()
                                        .map(item -> item.version().value())
                                        .toList(),
                                items.stream().map(RecallRecord.Item::score).toList()));
    }

    @Override
    public Optional<RecallEntry> find(Scope scope, RecallId id) {
        return requests.read(
                scope,
                "recall.find",
                (session, entry) -> session.getMapper(RecallMapper.class).find(entry, id));
    }

    @Override
    public Written<RecallFeedback> judge(Scope scope, RecallFeedback feedback, AuditEntryId auditId, Change change) {
        String subject = feedback.subject();
        return claims.once(
                scope,
                change,
                () -> requests.write(scope, "recall.judge", (session, entry) -> {
                            RecallMapper mapper = session.getMapper(RecallMapper.class);
                            return change.claim()
                                    .map(claim ->
                                            mapper.judgeOnce(entry, scope, feedback, subject, auditId, change, claim))
                                    .orElseGet(() -> mapper.judge(entry, scope, feedback, subject, auditId, change));
                        })
                        .map(version -> new Written<>(feedback, version == FIRST_WORD, false))
                        .orElseThrow(() -> notFound(subject)),
                claim -> replay(scope, feedback, subject, claim));
    }

    private Written<RecallFeedback> replay(Scope scope, RecallFeedback feedback, String subject, StoredClaim claim) {
        return requests.read(
                        scope,
                        "recall.feedback",
                        (session, entry) ->
                                session.getMapper(RecallMapper.class).findFeedback(entry, feedback))
                .map(said -> new Written<>(said, claim.versions().get(0) == FIRST_WORD, true))
                .orElseThrow(() -> notFound(subject));
    }

    private static NotFound notFound(String subject) {
        return new NotFound("recall " + subject);
    }

    @Override
    public int sweep(Scope scope, Instant before, int most) {
        return background.write(
                scope,
                "recall.sweep",
                (session, entry) -> session.getMapper(RecallMapper.class).sweep(entry, before, most));
    }
}
