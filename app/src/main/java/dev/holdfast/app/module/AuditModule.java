package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** The audit, and the guard that writes refusals into it. */
final class AuditModule extends AbstractModule {
    @Provides
    @Singleton
    Guard guard(AuditRepository audit, Ids ids, Clock clock) {
        return new Guard(audit, ids, clock);
    }

    @Provides
    @Singleton
    AuditService auditService(AuditRepository audit, AuditChain chain, Guard guard) {
        return new AuditService(audit, chain, guard);
    }
}
