package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes changes happen once. The claim is inserted by the statement that makes the change, after the change: when the key was
 * used before, the unique constraint undoes everything, and the remembered outcome is read instead. So a first request pays
 * nothing for the question.
 */
public final class Claims {
    /**
     * A part of a statement that has a CTE {@code written(id, version)}, in the order of the request; parameters {@code entry},
     * {@code scope} and {@code claim}.
     */
    public static final String INSERT = """
            , claimed AS (
                INSERT INTO holdfast.idempotency_claim
                    (tenant_id, principal_id, key, operation, fingerprint, subject_ids, versions, expires_at)
                SELECT #{entry.tenant}, #{scope.principal}, #{claim.key}, #{claim.operation}, #{claim.fingerprint},
                       array_agg(id ORDER BY place), array_agg(version ORDER BY place), #{claim.expiresAt}
                FROM written
                HAVING count(*) > 0)
            """;

    /** Columns with a claim of each row, or nulls. */
    public static final String EACH = "claim_key, claim_operation, claim_fingerprint, claim_expires_at";

    /**
     * Of a row of {@code given} with {@link #EACH} and {@code principal}: whether nobody has claimed it, as far as can be seen. OFFSET
     * keeps the planner from reading all claims of the tenant at once.
     */
    public static final String IS_NEW = """
            (given.claim_key IS NULL OR NOT EXISTS (
                SELECT FROM holdfast.idempotency_claim AS c
                WHERE c.tenant_id = #{entry.tenant} AND c.principal_id = given.principal AND c.key = given.claim_key
                OFFSET 0))
            """;

    /** As {@link #INSERT}, of a CTE {@code written(id, version, principal)} with {@link #EACH}: a claim of its own for each row that has one. */
    public static final String INSERT_EACH = """
            , claimed AS (
                INSERT INTO holdfast.idempotency_claim
                    (tenant_id, principal_id, key, operation, fingerprint, subject_ids, versions, expires_at)
                SELECT #{entry.tenant}, principal, claim_key, claim_operation, claim_fingerprint,
                       ARRAY[id], ARRAY[version], claim_expires_at
                FROM written
                WHERE claim_key IS NOT NULL)
            """;

    private static final String CONSTRAINT = "idempotency_claim_pkey";
    private static final int ROUNDS = 3;

    private final SqlRunner runner;

    public Claims(SqlRunner runner) {
        this.runner = runner.reading(StoredClaim.class, StoredClaim::read).with(ClaimMapper.class);
    }

    /**
     * Makes {@code change} by {@code write}, or answers what an earlier request with the same claim came to.
     *
     * @param replay reads the remembered outcome
     */
    public <T> T once(Scope scope, Change change, Supplier<T> write, Function<StoredClaim, T> replay) {
        Optional<IdempotencyClaim> wish = change.claim();
        if (wish.isEmpty()) {
            return write.get();
        }
        IdempotencyClaim claim = wish.get();
        // Inside a larger transaction a refused insert would undo that, so the question is asked first.
        if (runner.isJoined()) {
            Optional<StoredClaim> stored = find(scope, claim, change.at());
            return stored.isPresent() ? replay.apply(stored.get()) : write.get();
        }
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return write.get();
            } catch (DuplicateRow duplicate) {
                if (!duplicate.constraint().equals(CONSTRAINT)) {
                    throw duplicate;
                }
                Optional<StoredClaim> stored = find(scope, claim, change.at());
                if (stored.isPresent()) {
                    return replay.apply(stored.get());
                }
                // It had expired and is gone now: the change is a new one.
            } catch (DomainException refused) {
                // Perhaps because it had happened already.
                return find(scope, claim, change.at()).map(replay).orElseThrow(() -> refused);
            } catch (OutcomeUnknown lost) {
                return afterwards(scope, change, claim, replay, lost);
            }
        }
        throw new StoreBusy(new IllegalStateException("the claim kept changing"));
    }

    /**
     * Remembers a change that is not one of rows with versions; inside its transaction, after it.
     *
     * @param outcome is answered in the stead of a version
     * @throws StoreBusy when another request with the key was faster; the transaction is undone then
     */
    public void keep(Scope scope, IdempotencyClaim claim, long outcome) {
        keep(scope, claim, List.of(outcome));
    }

    /** As the other {@code keep}, with several numbers. */
    public void keep(Scope scope, IdempotencyClaim claim, List<Long> outcomes) {
        try {
            runner.write(scope, "claim.insert", (session, entry) -> {
                session.getMapper(ClaimMapper.class).insert(entry, scope, claim, outcomes);
                return claim;
            });
        } catch (DuplicateRow faster) {
            throw new StoreBusy(faster);
        }
    }

    /** What an earlier request with the change's claim came to. */
    public Optional<StoredClaim> remembered(Scope scope, Change change) {
        return change.claim().flatMap(claim -> find(scope, claim, change.at()));
    }

    /** What became of a change whose answer was lost, which stays unknown when that cannot be found out either. */
    private <T> T afterwards(
            Scope scope, Change change, IdempotencyClaim claim, Function<StoredClaim, T> replay, OutcomeUnknown lost) {
        try {
            return find(scope, claim, change.at()).map(replay).orElseThrow(() -> lost);
        } catch (StoreException unanswered) {
            if (unanswered != lost) {
                lost.addSuppressed(unanswered);
            }
            throw lost;
        }
    }

    private Optional<StoredClaim> find(Scope scope, IdempotencyClaim claim, Instant now) {
        Optional<StoredClaim> stored = runner.read(
                scope,
                "claim.find",
                (session, entry) -> session.getMapper(ClaimMapper.class).find(entry, scope, claim.key()));
        if (stored.isPresent() && !stored.get().expiresAt().isAfter(now)) {
            runner.write(
                    scope,
                    "claim.expire",
                    (session, entry) -> session.getMapper(ClaimMapper.class).deleteExpired(entry, scope, claim, now));
            return Optional.empty();
        }
        stored.ifPresent(found -> found.requireSameAs(claim));
        return stored;
    }

    /** Forgets up to {@code most} claims of the scope's tenant that expired before {@code now}. @return how many */
    public int purge(Scope scope, Instant now, int most) {
        return runner.write(
                scope,
                "claim.purge",
                (session, entry) -> session.getMapper(ClaimMapper.class).purge(entry, now, most));
    }
}
