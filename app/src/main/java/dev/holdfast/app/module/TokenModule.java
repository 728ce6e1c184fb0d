package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.AuthConfig;
import dev.holdfast.app.config.GeneralConfig;
import dev.holdfast.app.oauth.IssuerKeys;
import dev.holdfast.app.oauth.IssuerOverHttp;
import dev.holdfast.app.oauth.JwtTokens;
import dev.holdfast.app.oauth.KnownTenants;
import dev.holdfast.app.oauth.TokenRules;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.ports.identity.AccessTokens;
import dev.holdfast.ports.identity.TenantService;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access tokens, when somebody gives them out. */
final class TokenModule extends AbstractModule {
    @Provides
    @Singleton
    Optional<AccessTokens> tokens(AuthConfig auth, GeneralConfig general, TenantService tenants, Clock clock) {
        return auth.issuer().map(issuer -> tokens(issuer, auth, general, tenants, clock));
    }

    private static AccessTokens tokens(
            URI issuer, AuthConfig auth, GeneralConfig general, TenantService tenants, Clock clock) {
        TokenRules rules = new TokenRules(
                issuer, auth.audience().orElseThrow(), auth.tenantClaim(), general.tenant(), permissionsOf(auth));
        IssuerKeys keys = new IssuerKeys(new IssuerOverHttp(issuer, auth.keySet()), System::nanoTime).begin();
        return new JwtTokens(rules, keys, new KnownTenants(tenants::list, System::nanoTime), clock);
    }

    private static Map<String, Set<Permission>> permissionsOf(AuthConfig auth) {
        if (auth.scopes().isEmpty()) {
            return JwtTokens.ownScopes();
        }
        Map<String, Set<Permission>> permissions = new HashMap<>();
        auth.scopes()
                .forEach(grant -> permissions
                        .computeIfAbsent(grant.scope(), scope -> EnumSet.noneOf(Permission.class))
                        .add(grant.permission()));
        return permissions;
    }

    /** What to ask the issuer for. */
    static Map<Permission, String> scopeOf(AuthConfig auth) {
        Map<Permission, String> scopes = new HashMap<>();
        permissionsOf(auth)
                .forEach((scope, permissions) ->
                        permissions.forEach(permission -> scopes.merge(permission, scope, TokenModule::first)));
        return scopes;
    }

    private static String first(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
