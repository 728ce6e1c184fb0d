package dev.holdfast.ports.memory;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The use cases of memories. Each asks the {@link Guard}, lets the domain decide, and makes one call of the repository, which
 * stores the change with its history, audit entry and idempotency claim in one transaction. Laws of storage, such as which error
 * is thrown when, are those of {@link MemoryRepository}.
 */
public final class MemoryService {
    public static final int MAX_BATCH = 1_000;
    /** Filter tags of one request. */
    public static final int MAX_FILTER_TAGS = 16;

    private static final String SUBJECT = "memory";

    private final MemoryRepository memories;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    public MemoryService(MemoryRepository memories, Guard guard, Ids ids, Clock clock) {
        this.memories = memories;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes a memory whether or not there is one; the last write wins. */
    public Written<Memory> set(CallContext call, MemoryDraft draft) {
        Change change = admit(call, "memory.set", draft);
        return memories.upsert(call.scope(), write(draft), change);
    }

    /** Creates a memory, and never replaces one. */
    public Written<Memory> create(CallContext call, MemoryDraft draft) {
        Change change = admit(call, "memory.create", draft);
        return memories.insert(call.scope(), write(draft), change);
    }

    /** Replaces version {@code expected} of a memory. */
    public Written<Memory> update(CallContext call, MemoryDraft draft, Revision expected) {
        Change change = admit(call, "memory.update", draft);
        return memories.update(call.scope(), write(draft), expected, change);
    }

    /**
     * Sets 1 to {@value #MAX_BATCH} memories with different addresses, all or none.
     *
     * @return the outcomes in the order of {@code drafts}
     */
    public List<Written<Memory>> setAll(CallContext call, List<MemoryDraft> drafts) {
        String action = "memory.set";
        if (drafts.isEmpty()) {
            throw InvalidInput.of("/memories", "too_few", "at least one memory");
        }
        if (drafts.size() > MAX_BATCH) {
            throw new LimitExceeded("a batch of memories", MAX_BATCH);
        }
        Instant now = clock.instant();
        Violations violations = new Violations();
        Set<MemoryAddress> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            MemoryDraft draft = drafts.get(i);
            guard.require(call, Permission.MEMORY_WRITE, action, subject(draft.address()), namespaceOf(draft));
            violations
                    .addIf(
                            !seen.add(draft.address()),
                            "/memories/" + i + "/key",
                            "duplicate",
                            "a batch writes each memory once")
                    .addIf(
                            expired(draft, now),
                            "/memories/" + i + "/expires_at",
                            "in_the_past",
                            "expires_at must be in the future");
        }
        violations.throwIfAny();
        return memories.upsertAll(call.scope(), drafts.stream().map(this::write).toList(), call.change(action, now));
    }

    /** @throws NotFound when there is none, or none was recorded at {@code asOf} */
    public Memory get(CallContext call, MemoryAddress address, Optional<Instant> asOf) {
        guard.require(call, Permission.MEMORY_READ, "memory.get", subject(address), address.namespace());
        new Violations().add(Moments.check("/as_of", asOf)).throwIfAny();
        Instant now = clock.instant();
        return Moments.toMicros(asOf)
                .map(then -> memories.findAsOf(call.scope(), address, then, now))
                .orElseGet(() -> memories.find(call.scope(), address, now))
                .orElseThrow(() -> notFound(address));
    }

    /** Memories in the order of namespace and key. */
    public Page<Memory> list(CallContext call, MemoryQuery query, PageRequest page) {
        return memories.list(call.scope(), filter(call, "memory.list", query), page);
    }

    /**
     * The memories that stand out most: important ones and recent ones, see {@link dev.holdfast.domain.memory.Prominence}.
     *
     * @param limit 1 to {@value PageRequest#MAX_LIMIT}
     */
    public List<Memory> foremost(CallContext call, MemoryQuery query, int limit) {
        MemoryFilter filter = filter(call, "memory.list", query);
        return memories.foremost(call.scope(), filter, PageRequest.first(limit).limit());
    }

    /** Which values there are of a part of memories, of those that begin with {@code prefix} the first in the order of code points. */
    public List<String> values(CallContext call, MemoryPart part, String prefix, int limit) {
        MemoryFilter filter = filter(call, "memory.list", MemoryQuery.EVERYTHING);
        return TextRules.checkEncodable("/value", prefix).isPresent()
                ? List.of()
                : memories.values(
                        call.scope(),
                        filter,
                        part,
                        prefix,
                        PageRequest.first(limit).limit());
    }

    /** Every version of a memory, the newest first. @throws NotFound when there is none */
    public Page<MemoryRevision> revisions(CallContext call, MemoryAddress address, PageRequest page) {
        guard.require(call, Permission.MEMORY_READ, "memory.revisions", subject(address), address.namespace());
        Page<MemoryRevision> revisions = memories.revisions(call.scope(), address, clock.instant(), page);
        if (revisions.items().isEmpty() && page.after().isEmpty()) {
            throw notFound(address);
        }
        return revisions;
    }

    /** Deletes a memory so that it can be restored. @throws NotFound when there is none */
    public void delete(CallContext call, MemoryAddress address, Optional<Revision> expected) {
        String action = "memory.delete";
        guard.require(call, Permission.MEMORY_WRITE, action, subject(address), address.namespace());
        boolean deleted =
                memories.delete(call.scope(), address, expected, auditId(), call.change(action, clock.instant()));
        if (!deleted) {
            throw notFound(address);
        }
    }

    /** Brings a deleted memory back. */
    public Written<Memory> restore(CallContext call, MemoryAddress address) {
        String action = "memory.restore";
        guard.require(call, Permission.MEMORY_WRITE, action, subject(address), address.namespace());
        return memories.restore(call.scope(), address, auditId(), call.change(action, clock.instant()));
    }

    private Change admit(CallContext call, String action, MemoryDraft draft) {
        guard.require(call, Permission.MEMORY_WRITE, action, subject(draft.address()), namespaceOf(draft));
        Instant now = clock.instant();
        new Violations()
                .addIf(expired(draft, now), "/expires_at", "in_the_past", "expires_at must be in the future")
                .throwIfAny();
        return call.change(action, now);
    }

    private MemoryFilter filter(CallContext call, String action, MemoryQuery query) {
        AuditSubject subject = AuditSubject.named(
                SUBJECT, query.namespace().map(Namespace::value).orElse("*"));
        guard.require(call, Permission.MEMORY_READ, action, subject);
        List<Namespace> within = query.namespace()
                .map(call.principal()::reachableWithin)
                .orElse(call.principal().namespaces());
        if (within.isEmpty() && query.namespace().isPresent()) {
            throw guard.outOfReach(call, action, subject);
        }
        return new MemoryFilter(
                within,
                query.category(),
                query.minImportance(),
                query.tags(),
                query.expiresBefore(),
                query.asOf(),
                clock.instant());
    }

    private static boolean expired(MemoryDraft draft, Instant now) {
        return draft.expiresAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    private static Namespace namespaceOf(MemoryDraft draft) {
        return draft.address().namespace();
    }

    private MemoryWrite write(MemoryDraft draft) {
        return new MemoryWrite(new MemoryId(ids.next()), auditId(), draft);
    }

    private AuditEntryId auditId() {
        return new AuditEntryId(ids.next());
    }

    private static AuditSubject subject(MemoryAddress address) {
        return AuditSubject.named(SUBJECT, address.toString());
    }

    private static NotFound notFound(MemoryAddress address) {
        return new NotFound("memory " + address);
    }
}
