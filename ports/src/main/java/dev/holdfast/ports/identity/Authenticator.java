package dev.holdfast.ports.identity;

import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.audit.Guard;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns a presented API key into the key it is, and an access token into whom it speaks for. Form and checksum are checked first, so rubbish never reaches the store. Every
 * refusal looks the same to the caller; the use of a revoked or expired key with the right secret is written into its tenant's
 * audit.
 */
public final class Authenticator {
    private final ApiKeyRepository keys;
    private final SecretHasher hasher;
    private final Guard guard;
    private final Clock clock;
    private final Optional<AccessTokens> tokens;

    /** For API keys only. */
    public Authenticator(ApiKeyRepository keys, SecretHasher hasher, Guard guard, Clock clock) {
        this(keys, hasher, guard, clock, Optional.empty());
    }

    public Authenticator(
            ApiKeyRepository keys, SecretHasher hasher, Guard guard, Clock clock, Optional<AccessTokens> tokens) {
        this.keys = keys;
        this.hasher = hasher;
        this.guard = guard;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * Whose credential that is, of whatever kind.
     *
     * @throws NotAuthenticated when it is not good
     * @throws dev.holdfast.domain.shared.IssuerUnavailable when it is an access token and its issuer's keys cannot be had
     */
    public Caller caller(String presented, Instant deadline, String requestId) {
        return caller(presented, deadline, requestId, Staleness.NONE);
    }

    /**
     * The same, of a store that may answer from a copy.
     *
     * @throws NotAuthenticated when it is not good
     * @throws StoreUnavailable when only a copy can be asked, and does not know the key: it may be newer than the copy
     * @throws dev.holdfast.domain.shared.IssuerUnavailable when it is an access token and its issuer's keys cannot be had
     */
    public Caller caller(String presented, Instant deadline, String requestId, Staleness staleness) {
        if (tokens.isPresent() && !presented.startsWith(ApiKeyToken.PREFIX)) {
            return tokens.get().caller(presented);
        }
        ApiKey key = authenticate(presented, deadline, requestId, staleness);
        return new Caller(key.principal(), key.expiresAt());
    }

    /** @throws NotAuthenticated when the key is malformed, unknown, wrong, revoked or expired */
    public ApiKey authenticate(String presented, Instant deadline, String requestId) {
        return authenticate(presented, deadline, requestId, Staleness.NONE);
    }

    private ApiKey authenticate(String presented, Instant deadline, String requestId, Staleness staleness) {
        ApiKeyToken token = ApiKeyToken.parse(presented).orElseThrow(NotAuthenticated::new);
        Staleness here = staleness.butOnlyIfNeedBe();
        StoredApiKey stored = keys.findForAuthentication(token.id(), deadline, here)
                .orElseThrow(() -> here.oldest().isPresent() ? unknownToTheCopy() : new NotAuthenticated());
        here.oldest().ifPresent(staleness::saw);
        if (!hasher.matches(token.secret(), stored.secretHash())) {
            throw new NotAuthenticated();
        }
        ApiKey key = stored.key();
        if (!key.usableAt(clock.instant())) {
            guard.refuse(
                    new Scope(key.tenant(), key.principalId(), deadline, requestId),
                    "key.use",
                    AuditSubject.named("api_key", key.id().value().toString()));
            throw new NotAuthenticated();
        }
        return key;
    }

    private static StoreUnavailable unknownToTheCopy() {
        return new StoreUnavailable(
                new IllegalStateException("the key is not in the copy, which may be older than it"));
    }
}
