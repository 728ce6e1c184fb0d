package dev.holdfast.ports.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.util.Optional;

/** The door of every use case: lets a call through, or writes the refusal into the audit and throws. */
public final class Guard {
    private final AuditRepository audit;
    private final Ids ids;
    private final Clock clock;

    public Guard(AuditRepository audit, Ids ids, Clock clock) {
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws NotPermitted unless the caller has {@code permission} */
    public void require(CallContext call, Permission permission, String action, AuditSubject subject) {
        if (!call.principal().may(permission)) {
            refuse(call.scope(), action, subject);
            throw new NotPermitted("this key's role does not allow " + permission.wireName());
        }
    }

    /** @throws NotPermitted unless the caller has {@code permission} and the key's namespaces contain {@code namespace} */
    public void require(
            CallContext call, Permission permission, String action, AuditSubject subject, Namespace namespace) {
        require(call, permission, action, subject);
        if (!call.principal().mayReach(namespace)) {
            throw outOfReach(call, action, subject);
        }
    }

    /** Writes the refusal of a call to a namespace outside the key's limits; the caller throws what it returns. */
    public NotPermitted outOfReach(CallContext call, String action, AuditSubject subject) {
        refuse(call.scope(), action, subject);
        return new NotPermitted("this key is limited to other namespaces");
    }

    /** Writes a refusal into the audit. */
    public void refuse(Scope scope, String action, AuditSubject subject) {
        audit.insert(
                scope,
                new AuditEntry(
                        new AuditEntryId(ids.next()),
                        Moments.toMicros(clock.instant()),
                        scope.principal(),
                        scope.requestId(),
                        action,
                        subject,
                        AuditOutcome.REFUSED,
                        Optional.empty()));
    }
}
