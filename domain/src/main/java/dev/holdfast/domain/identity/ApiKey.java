package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A credential of one tenant. Its secret is not part of it.
 *
 * @param name for people, 1 to {@value #MAX_NAME_CHARACTERS} characters; need not be unique
 * @param namespaces the subtrees the key is limited to, at most {@value #MAX_NAMESPACES}; an empty list means no limit
 */
public record ApiKey(
        ApiKeyId id,
        TenantId tenant,
        String name,
        Role role,
        List<Namespace> namespaces,
        Instant createdAt,
        PrincipalId createdBy,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {
    public static final int MAX_NAME_CHARACTERS = 100;
    public static final int MAX_NAMESPACES = 32;

    public ApiKey {
        namespaces = List.copyOf(namespaces);
        new Violations()
                .add(TextRules.check("/name", name, 1, MAX_NAME_CHARACTERS))
                .addIf(
                        namespaces.size() > MAX_NAMESPACES,
                        "/namespaces",
                        "too_many",
                        "at most " + MAX_NAMESPACES + " namespaces")
                .add(Moments.check("/expires_at", expiresAt))
                .throwIfAny();
        expiresAt = Moments.toMicros(expiresAt);
    }

    public boolean usableAt(Instant now) {
        return revokedAt.isEmpty() && (expiresAt.isEmpty() || expiresAt.get().isAfter(now));
    }

    public Principal principal() {
        return new Principal(principalId(), tenant, role, namespaces);
    }

    public PrincipalId principalId() {
        return new PrincipalId("key/" + id.value());
    }
}
