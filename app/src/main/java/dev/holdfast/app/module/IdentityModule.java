package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.GeneralConfig;
import dev.holdfast.domain.identity.ApiKeyRepository;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.identity.AccessTokens;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.SecretHasher;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tenants and API keys. */
final class IdentityModule extends AbstractModule {
    @Provides
    @Singleton
    TenantService tenantService(TenantRepository tenants, Clock clock) {
        return new TenantService(tenants, clock);
    }

    @Provides
    @Singleton
    KeyService keyService(
            ApiKeyRepository keys,
            SecretHasher hasher,
            Guard guard,
            Ids ids,
            Clock clock,
            RandomGenerator random,
            GeneralConfig general) {
        return new KeyService(keys, hasher, guard, ids, clock, random, general.keyEnvironment());
    }

    @Provides
    @Singleton
    Authenticator authenticator(
            ApiKeyRepository keys, SecretHasher hasher, Guard guard, Clock clock, Optional<AccessTokens> tokens) {
        return new Authenticator(keys, hasher, guard, clock, tokens);
    }
}
