package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.DuplicateRow;
import dev.holdfast.postgres.support.LowerCaseEnum;
import dev.holdfast.postgres.support.SqlRunner;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The audit in PostgreSQL. Sealing and walking the chain are background work and use the connections for that. */
public final class PostgresAuditRepository implements AuditRepository {
    private final SqlRunner requests;
    private final SqlRunner background;

    public PostgresAuditRepository(SqlRunner requests, SqlRunner background) {
        this.requests = taught(requests);
        this.background = taught(background);
    }

    private static SqlRunner taught(SqlRunner runner) {
        return runner.reading(AuditEntry.class, AuditRows::entry)
                .reading(AuditSeal.class, AuditRows::seal)
                .with(AuditMapper.class);
    }

    @Override
    public void insert(Scope scope, AuditEntry entry) {
        try {
            requests.write(
                    scope,
                    "audit.insert",
                    (session, opening) -> session.getMapper(AuditMapper.class).insert(opening, entry));
        } catch (DuplicateRow duplicate) {
            throw new AlreadyExists("audit entry " + entry.id().value());
        }
    }

    @Override
    public Page<AuditEntry> list(Scope scope, AuditFilter filter, PageRequest page) {
        Optional<Position> before = page.after().map(Position::of);
        List<AuditEntry> found = requests.read(
                scope,
                "audit.list",
                (session, opening) -> session.getMapper(AuditMapper.class)
                        .list(
                                opening,
                                filter,
                                filter.principal().map(PrincipalId::value),
                                filter.outcome().map(LowerCaseEnum::of),
                                before.map(Position::at),
                                before.map(Position::id),
                                page.limit() + 1));
        return Page.cut(
                found,
                page,
                entry -> Cursor.after(entry.at().toString(), entry.id().value().toString()));
    }

    @Override
    public int seal(Scope scope, AuditChain chain, int limit) {
        return background.inTransaction(scope, "audit.seal", () -> {
            background.read(
                    scope,
                    "audit.lock",
                    (session, opening) -> session.getMapper(AuditMapper.class).lock(opening));
            AuditSeal head = background
                    .read(
                            scope,
                            "audit.head",
                            (session, opening) ->
                                    session.getMapper(AuditMapper.class).head(opening))
                    .orElse(AuditSeal.ORIGIN);
            List<AuditEntry> entries = background.read(
                    scope,
                    "audit.unsealed",
                    (session, opening) -> session.getMapper(AuditMapper.class).unsealed(opening, limit));
            if (!entries.isEmpty()) {
                store(scope, entries, seals(scope, chain, head, entries));
            }
            return entries.size();
        });
    }

    @Override
    public List<AuditEntry> chain(Scope scope, long afterSequence, int limit) {
        return background.read(
                scope,
                "audit.chain",
                (session, opening) -> session.getMapper(AuditMapper.class).chain(opening, afterSequence, limit));
    }

    private static List<AuditSeal> seals(Scope scope, AuditChain chain, AuditSeal head, List<AuditEntry> entries) {
        List<AuditSeal> seals = new ArrayList<>(entries.size());
        AuditSeal previous = head;
        for (AuditEntry entry : entries) {
            previous = chain.next(scope.tenant(), previous, entry);
            seals.add(previous);
        }
        return seals;
    }

    private void store(Scope scope, List<AuditEntry> entries, List<AuditSeal> seals) {
        background.write(
                scope,
                "audit.seal",
                (session, opening) -> session.getMapper(AuditMapper.class)
                        .seal(
                                opening,
                                entries.stream()
                                        .map(entry -> entry.id().value())
                                        .toList(),
                                seals.stream().map(AuditSeal::sequence).toList(),
                                seals.stream().map(AuditSeal::hash).toList()));
    }

    private record Position(Instant at, UUID id) {
        static Position of(Cursor cursor) {
            try {
                return new Position(Instant.parse(cursor.at(0)), UUID.fromString(cursor.at(1)));
            } catch (DateTimeException | IllegalArgumentException malformed) {
                throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
            }
        }
    }
}
