package dev.holdfast.app.oauth;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.TenantId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token has to say.
 *
 * @param issuer exactly its {@code iss}
 * @param audience one of its {@code aud}
 * @param tenantClaim the member that names the tenant; empty when all tokens are of {@code tenant}
 * @param scopes what each scope allows; others allow nothing
 */
public record TokenRules(
        URI issuer,
        String audience,
        Optional<String> tenantClaim,
        TenantId tenant,
        Map<String, Set<Permission>> scopes) {
    public TokenRules {
        scopes = Map.copyOf(scopes);
    }
}
