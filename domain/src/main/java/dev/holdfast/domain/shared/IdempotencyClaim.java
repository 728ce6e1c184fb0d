package dev.holdfast.domain.shared;

import java.time.Instant;

/**
 * The caller's wish that a change happens once, however often it is asked for. Stored with the change, under the tenant and
 * principal of the {@link Scope}, and honoured until {@code expiresAt}.
 *
 * @param key chosen by the caller, 1 to 255 characters
 * @param operation the operation's name; the same key for another operation is a mismatch
 * @param fingerprint digest of the whole request; the same key with another fingerprint is a mismatch
 */
public record IdempotencyClaim(String key, String operation, String fingerprint, Instant expiresAt) {
    public static final int MAX_KEY_CHARACTERS = 255;

    public IdempotencyClaim {
        TextRules.require("/idempotency_key", key, 1, MAX_KEY_CHARACTERS);
    }

    /** @throws IdempotencyMismatch unless {@code operation} and {@code fingerprint} are those of this claim */
    public void requireSame(String operation, String fingerprint) {
        if (!this.operation.equals(operation) || !this.fingerprint.equals(fingerprint)) {
            throw new IdempotencyMismatch();
        }
    }
}
