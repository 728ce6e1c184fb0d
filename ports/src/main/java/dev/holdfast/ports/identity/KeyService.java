package dev.holdfast.ports.identity;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.Violations;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The use cases of API keys: create, list, revoke, inside the caller's tenant. */
public final class KeyService {
    private static final String SUBJECT = "api_key";

    private final ApiKeyRepository keys;
    private final SecretHasher hasher;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;
    private final RandomGenerator random;
    private final String environment;

    /**
     * @param random unpredictable bits, such as {@link java.security.SecureRandom}
     * @param environment the second part of new keys, 2 to 8 letters a-z
     */
    public KeyService(
            ApiKeyRepository keys,
            SecretHasher hasher,
            Guard guard,
            Ids ids,
            Clock clock,
            RandomGenerator random,
            String environment) {
        this.keys = keys;
        this.hasher = hasher;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.environment = environment;
    }

    /** Makes a key. A caller with namespace limits can only pass on what it may reach itself. */
    public Written<IssuedKey> create(CallContext call, KeyDraft draft) {
        return issue(call, draft, generate());
    }

    /** A credential that is stored nowhere yet. */
    public ApiKeyToken generate() {
        byte[] secret = new byte[ApiKeyToken.SECRET_BYTES];
        random.nextBytes(secret);
        return ApiKeyToken.of(environment, new ApiKeyId(ids.next()), secret);
    }

    /** Stores a key around a credential that was generated before, such as the operator's first key. */
    public Written<IssuedKey> issue(CallContext call, KeyDraft draft, ApiKeyToken token) {
        String action = "key.create";
        guard.require(call, Permission.KEYS_MANAGE, action, AuditSubject.named(SUBJECT, draft.name()));
        requireReach(call, draft.namespaces(), action, draft.name());
        Instant now = clock.instant();
        new Violations()
                .addIf(
                        draft.expiresAt().filter(at -> !at.isAfter(now)).isPresent(),
                        "/expires_at",
                        "in_the_past",
                        "expires_at must be in the future")
                .throwIfAny();
        ApiKey key = new ApiKey(
                token.id(),
                call.principal().tenant(),
                draft.name(),
                draft.role(),
                draft.namespaces(),
                Moments.toMicros(now),
                call.principal().id(),
                draft.expiresAt(),
                Optional.empty());
        Written<ApiKey> written = keys.insert(
                call.scope(),
                new StoredApiKey(key, hasher.hash(token.secret())),
                new AuditEntryId(ids.next()),
                call.change(action, now));
        Optional<Secret> shown = written.replayed() ? Optional.empty() : Optional.of(new Secret(token.reveal()));
        return new Written<>(new IssuedKey(written.value(), shown), written.created(), written.replayed());
    }

    /** @throws NotFound when the tenant has no such key */
    public ApiKey get(CallContext call, ApiKeyId id) {
        guard.require(call, Permission.KEYS_MANAGE, "key.get", AuditSubject.named(SUBJECT, name(id)));
        return keys.find(call.scope(), id).orElseThrow(() -> notFound(id));
    }

    /** Keys, revoked and expired ones too, the oldest first. */
    public Page<ApiKey> list(CallContext call, PageRequest page) {
        guard.require(call, Permission.KEYS_MANAGE, "key.list", AuditSubject.named(SUBJECT, "*"));
        return keys.list(call.scope(), page);
    }

    /** Revokes a key for good; repeating it changes nothing. @throws NotFound when the tenant has no such key */
    public ApiKey revoke(CallContext call, ApiKeyId id) {
        String action = "key.revoke";
        guard.require(call, Permission.KEYS_MANAGE, action, AuditSubject.named(SUBJECT, name(id)));
        return keys.revoke(call.scope(), id, new AuditEntryId(ids.next()), call.change(action, clock.instant()))
                .orElseThrow(() -> notFound(id));
    }

    private void requireReach(CallContext call, List<Namespace> wanted, String action, String name) {
        boolean reachable = wanted.isEmpty()
                ? call.principal().namespaces().isEmpty()
                : wanted.stream().allMatch(call.principal()::mayReach);
        if (!reachable) {
            NotPermitted refusal = guard.outOfReach(call, action, AuditSubject.named(SUBJECT, name));
            throw refusal;
        }
    }

    private static String name(ApiKeyId id) {
        return id.value().toString();
    }

    private static NotFound notFound(ApiKeyId id) {
        return new NotFound("API key " + name(id));
    }
}
