package dev.holdfast.ports.audit;

import dev.holdfast.domain.audit.AuditChain;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.shared.CallContext;
import java.util.List;
import java.util.Optional;

/** Reads, seals and verifies the audit of the caller's tenant. */
public final class AuditService {
    private static final int BATCH = 1_000;
    private static final AuditSubject AUDIT = AuditSubject.named("audit", "audit");

    private final AuditRepository audit;
    private final AuditChain chain;
    private final Guard guard;

    public AuditService(AuditRepository audit, AuditChain chain, Guard guard) {
        this.audit = audit;
        this.chain = chain;
        this.guard = guard;
    }

    /** Entries, the newest first. */
    public Page<AuditEntry> list(CallContext call, AuditFilter filter, PageRequest page) {
        guard.require(call, Permission.AUDIT_READ, "audit.list", AUDIT);
        return audit.list(call.scope(), filter, page);
    }

    /** Seals what is not sealed yet, then recomputes the whole chain. */
    public AuditVerification verify(CallContext call) {
        guard.require(call, Permission.AUDIT_READ, "audit.verify", AUDIT);
        Scope scope = call.scope();
        sealAll(scope);
        AuditSeal head = AuditSeal.ORIGIN;
        List<AuditEntry> entries;
        do {
            entries = audit.chain(scope, head.sequence(), BATCH);
            for (AuditEntry entry : entries) {
                AuditSeal expected = chain.next(scope.tenant(), head, entry);
                if (!entry.seal().equals(Optional.of(expected))) {
                    return new AuditVerification(false, head, Optional.of(expected.sequence()));
                }
                head = expected;
            }
        } while (entries.size() == BATCH);
        return new AuditVerification(true, head, Optional.empty());
    }

    /** Seals every committed entry of the scope's tenant. @return how many */
    public int sealAll(Scope scope) {
        int total = 0;
        int sealed;
        do {
            sealed = audit.seal(scope, chain, BATCH);
            total += sealed;
        } while (sealed == BATCH);
        return total;
    }
}
