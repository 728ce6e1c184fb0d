package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A remembered change.
 *
 * @param subjectIds what it changed, in the order of the request
 * @param versions the version each came to
 */
public record StoredClaim(
        String operation, String fingerprint, List<UUID> subjectIds, List<Long> versions, Instant expiresAt) {
    public StoredClaim {
        subjectIds = List.copyOf(subjectIds);
        versions = List.copyOf(versions);
    }

    static StoredClaim read(Row row) throws SQLException {
        return new StoredClaim(row.text(), row.text(), row.uuids(), row.numbers(), row.instant());
    }

    void requireSameAs(IdempotencyClaim claim) {
        if (!operation.equals(claim.operation()) || !fingerprint.equals(claim.fingerprint())) {
            throw new IdempotencyMismatch();
        }
    }
}
