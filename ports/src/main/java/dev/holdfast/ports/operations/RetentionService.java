package dev.holdfast.ports.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionPolicyRepository;
import dev.holdfast.domain.operations.RetentionRepository;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long what a tenant has is kept: its policies, what would go by them, and letting it go. Without a policy nothing ever goes. Keys that
 * are limited to namespaces are refused: a policy is about all of a tenant.
 */
public final class RetentionService {
    private static final String SUBJECT = "retention";
    private static final String REMOVE = "retention.remove";

    private final RetentionPolicyRepository policies;
    private final RetentionRepository store;
    private final RetentionArchive archive;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    /** @param archive keeps what goes */
    public RetentionService(
            RetentionPolicyRepository policies,
            RetentionRepository store,
            RetentionArchive archive,
            Guard guard,
            Ids ids,
            Clock clock) {
        this.policies = policies;
        this.store = store;
        this.archive = archive;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** The same with another archive. */
    public RetentionService keepingIn(RetentionArchive other) {
        return new RetentionService(policies, store, other, guard, ids, clock);
    }

    /** Every policy of the tenant, in the order of the kinds. */
    public List<RetentionPolicy> policies(CallContext call) {
        require(call, "retention.list", "*");
        return policies.list(call.scope());
    }

    /** @throws NotFound when there is no policy of that kind */
    public RetentionPolicy policy(CallContext call, RetentionKind kind) {
        require(call, "retention.get", kind.wireName());
        return policies.list(call.scope()).stream()
                .filter(policy -> policy.rule().kind() == kind)
                .findFirst()
                .orElseThrow(() -> absent(kind));
    }

    /** Sets the policy of a kind, whether or not there is one. */
    public Written<RetentionPolicy> set(CallContext call, RetentionRule rule) {
        String action = "retention.set";
        require(call, action, rule.kind().wireName());
        return policies.put(call.scope(), rule, auditId(), call.change(action, clock.instant()));
    }

    /** @throws NotFound when there is no policy of that kind */
    public void remove(CallContext call, RetentionKind kind) {
        String action = "retention.unset";
        require(call, action, kind.wireName());
        if (!policies.remove(call.scope(), kind, auditId(), call.change(action, clock.instant()))) {
            throw absent(kind);
        }
    }

    /** What would go by each policy now; changes nothing. */
    public List<RetentionPlan> plan(CallContext call) {
        require(call, "retention.plan", "*");
        Scope scope = call.scope();
        Instant now = now();
        return policies.list(scope).stream()
                .map(policy -> new RetentionPlan(policy, store.figures(scope, store.cut(scope, policy.rule(), now))))
                .toList();
    }

    /**
     * Lets go what is to go by the policies, in small transactions, each after it was archived. Ends when nothing is left, or when most of
     * the call's time is gone: what was removed until then is removed, and another run goes on.
     */
    public Written<RetentionOutcome> run(CallContext call) {
        String action = "retention.run";
        require(call, action, "*");
        Instant now = now();
        Change change = call.change(action, now);
        Optional<RetentionOutcome> earlier = store.noted(call.scope(), change);
        if (earlier.isPresent()) {
            return new Written<>(earlier.get(), false, true);
        }
        RetentionArchive.Run run =
                new RetentionArchive.Run(ids.next(), call.scope().tenant(), now);
        Instant until =
                now.plus(Duration.between(now, call.deadline()).multipliedBy(2).dividedBy(3));
        RetentionOutcome outcome = RetentionOutcome.NOTHING;
        try {
            for (RetentionPolicy policy : policies.list(call.scope())) {
                if (!outcome.complete()) {
                    break;
                }
                RetentionCut cut = store.cut(call.scope(), policy.rule(), now);
                outcome = outcome.and(new Stretch(call.scope(), run, until).through(cut));
            }
        } finally {
            archive.finish(run);
        }
        return new Written<>(store.note(call.scope(), outcome, auditId(), change), false, false);
    }

    /** Part of a run. */
    private final class Stretch {
        private final Scope scope;
        private final RetentionArchive.Run run;
        private final Instant until;
        private RetentionOutcome done = RetentionOutcome.NOTHING;

        Stretch(Scope scope, RetentionArchive.Run run, Instant until) {
            this.scope = scope;
            this.run = run;
            this.until = until;
        }

        RetentionOutcome through(RetentionCut cut) {
            RetiredRow.Name after = RetiredRow.Name.START;
            while (inTime()) {
                List<RetiredRow> rows = store.due(scope, cut, after, RetentionRepository.MOST);
                if (rows.isEmpty()) {
                    return done;
                }
                if (cut.kind().isOfMemories() && !pastOf(rows)) {
                    break;
                }
                remove(cut.kind(), rows);
                after = rows.getLast().name();
            }
            return done.and(new RetentionOutcome(Map.of(), false));
        }

        /** A memory goes after what it was before, and what has changed since it was seen keeps both. @return whether there was time for all of it */
        private boolean pastOf(List<RetiredRow> memories) {
            List<RetiredRow.Name> seen = names(memories);
            while (inTime()) {
                List<RetiredRow> versions = store.versionsOf(scope, seen, RetentionRepository.MOST);
                if (versions.isEmpty()) {
                    return true;
                }
                archive.write(run, versions);
                long removed = store.removePast(scope, seen, names(versions), auditId(), removal());
                if (count(RetentionKind.MEMORY_VERSIONS, removed) == 0) {
                    return true; // somebody else is at it; a memory with a past stays for now
                }
            }
            return false;
        }

        private void remove(RetentionKind kind, List<RetiredRow> rows) {
            archive.write(run, rows);
            count(kind, store.remove(scope, kind, names(rows), auditId(), removal()));
        }

        private long count(RetentionKind kind, long removed) {
            done = done.and(new RetentionOutcome(Map.of(kind, removed), true));
            return removed;
        }

        private Change removal() {
            return new Change(now(), REMOVE, Optional.empty());
        }

        private static List<RetiredRow.Name> names(List<RetiredRow> rows) {
            return rows.stream().map(RetiredRow::name).toList();
        }

        private boolean inTime() {
            return clock.instant().isBefore(until);
        }
    }

    private void require(CallContext call, String action, String name) {
        AuditSubject subject = AuditSubject.named(SUBJECT, name);
        guard.require(call, Permission.RETENTION_MANAGE, action, subject);
        if (!call.principal().namespaces().isEmpty()) {
            throw guard.outOfReach(call, action, subject);
        }
    }

    private static NotFound absent(RetentionKind kind) {
        return new NotFound("retention policy " + kind.wireName());
    }

    private AuditEntryId auditId() {
        return new AuditEntryId(ids.next());
    }

    private Instant now() {
        return Moments.toMicros(clock.instant());
    }
}
