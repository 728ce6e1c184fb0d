package dev.holdfast.ports.operations;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.util.Optional;

/**
 * Questions of a tenant's administrators to the store itself. Switched off unless the operator wants them. Each is in the audit before
 * the store sees it: who asked, and the question without its parameters.
 */
public final class QueryService {
    private static final String ACTION = "query.run";
    private static final String TYPE = "query";

    /** Of a longer question the audit has the beginning, and the hash of all of it. */
    private static final int AUDITED = 1_000;

    private final StoreQueries store;
    private final boolean enabled;
    private final AuditRepository audit;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    /** @param enabled whether the operator wants questions to be answered */
    public QueryService(StoreQueries store, boolean enabled, AuditRepository audit, Guard guard, Ids ids, Clock clock) {
        this.store = store;
        this.enabled = enabled;
        this.audit = audit;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Answers one question, see {@link StoreQueries#answer}.
     *
     * @throws NotPermitted also for keys that are limited to namespaces, and while it is switched off
     */
    public QueryAnswer run(CallContext call, StoreQuery query) {
        AuditSubject subject = AuditSubject.named(TYPE, audited(query.text()));
        guard.require(call, Permission.DATABASE_QUERY, ACTION, subject);
        if (!call.principal().namespaces().isEmpty()) {
            throw guard.outOfReach(call, ACTION, subject);
        }
        if (!enabled) {
            guard.refuse(call.scope(), ACTION, subject);
            throw new NotPermitted("queries are switched off; HOLDFAST_ADMIN_QUERIES=true lets administrators ask");
        }
        audit.insert(
                call.scope(),
                new AuditEntry(
                        new AuditEntryId(ids.next()),
                        Moments.toMicros(clock.instant()),
                        call.principal().id(),
                        call.requestId(),
                        ACTION,
                        subject,
                        AuditOutcome.DONE,
                        Optional.empty()));
        return store.answer(call.scope(), query);
    }

    private static String audited(String text) {
        if (text.length() <= AUDITED) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(AUDITED - 1)) ? AUDITED - 1 : AUDITED;
        return text.substring(0, end) + "... (sha256 " + new Digest().add(text).hex() + ")";
    }
}
