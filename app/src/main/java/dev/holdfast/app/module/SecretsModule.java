package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.secrets.MasterSecret.Purpose;
import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.ports.identity.SecretHasher;

/** What works with a key derived from the master secret. */
final class SecretsModule extends AbstractModule {
    private final MasterSecret secret;

    SecretsModule(MasterSecret secret) {
        this.secret = secret;
    }

    @Override
    protected void configure() {
        bind(MasterSecret.class).toInstance(secret);
    }

    @Provides
    @Singleton
    SecretHasher secretHasher(MasterSecret master) {
        return new SecretHasher(master.keyFor(Purpose.API_KEYS));
    }

    @Provides
    @Singleton
    AuditChain auditChain(MasterSecret master) {
        return new AuditChain(master.keyFor(Purpose.AUDIT));
    }
}
