package dev.holdfast.ports.recall;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.memory.MemoryVersion;
import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Packing;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.Ranking;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallLedger;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asking: the passages of memories and documents that answer a question, and what is remembered of the answers. Each call asks the
 * {@link Guard}, lets stores find and the domain rank.
 *
 * <p>Only what the caller may see is looked at: of a key that is limited to namespaces, memories in them, and documents of the
 * collections {@code collections/<name>} that lie in them.
 */
public final class RecallService {
    private static final int SWEEP_AT_ONCE = 1_000;
    private static final String RECALL = "recall";

    private final Map<PassageKind, PassageIndex> indexes;
    private final MemoryRepository memories;
    private final CollectionRepository collections;
    private final RecallLedger ledger;
    private final boolean keepsLedger;
    private final QuestionVectors vectors;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    /**
     * @param indexes where passages are looked for, at most one of each kind; a kind without one has nothing
     * @param keepsLedger whether answers are remembered
     * @param vectors makes vectors of questions that come without one
     */
    public RecallService(
            List<PassageIndex> indexes,
            MemoryRepository memories,
            CollectionRepository collections,
            RecallLedger ledger,
            boolean keepsLedger,
            QuestionVectors vectors,
            Guard guard,
            Ids ids,
            Clock clock) {
        this.indexes = indexes.stream().collect(Collectors.toUnmodifiableMap(PassageIndex::kind, Function.identity()));
        this.memories = memories;
        this.collections = collections;
        this.ledger = ledger;
        this.keepsLedger = keepsLedger;
        this.vectors = vectors;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Answers a question from everything that the caller may see and asked about, within a budget of tokens.
     *
     * @throws dev.holdfast.domain.shared.NotPermitted when the caller may see nothing of what was asked about by name
     */
    public RecallAnswer recall(CallContext call, RecallQuery query) {
        Instant now = clock.instant();
        List<Search.Source> sources = sources(call, query, now);
        QuestionVectors.Asked asked = vectorOf(call, query.vector(), query.text());
        Ranking ranking = new Search(call.scope(), sources, wideEnough(query.tuning(), query.limit()))
                .rank(query.text(), asked.vector(), now, query.limit());
        Packing packed = Packing.of(ranking.best(), query.maxTokens());
        List<Dropped> dropped = new ArrayList<>(packed.skipped());
        dropped.addAll(ranking.dropped());
        return new RecallAnswer(
                remember(call, query, packed, asked.use(), now), packed.items(), dropped, packed.tokens(), asked.use());
    }

    /** The memories that match best. */
    public MemoryHits searchMemories(CallContext call, SearchQuery search, MemoryQuery about) {
        String action = "memory.search";
        AuditSubject subject = subject("memory", about.namespace());
        guard.require(call, Permission.MEMORY_READ, action, subject);
        Reach reach = Reach.ofMemories(call.principal(), about.namespace());
        if (!reach.allowed()) {
            throw guard.outOfReach(call, action, subject);
        }
        Instant now = clock.instant();
        PassageFilter filter =
                new PassageFilter(reach.within(), MemoryConditions.of(about, search.where()), about.asOf(), now);
        QuestionVectors.Asked asked = vectorOf(call, search.vector(), search.text());
        Ranking ranking = new Search(
                        call.scope(), source(PassageKind.MEMORY, filter), wideEnough(search.tuning(), search.limit()))
                .rank(search.text(), asked.vector(), now, search.limit());
        return new MemoryHits(whole(call.scope(), ranking.best(), now), ranking.dropped(), asked.use());
    }

    /** The chunks of a collection that match best. @throws NotFound when there is no such collection */
    public ChunkHits searchChunks(CallContext call, String collection, SearchQuery search) {
        String action = "collection.search";
        AuditSubject subject = AuditSubject.named("collection", collection);
        Reach.checkCollection("/name", collection).ifPresent(malformed -> {
            throw new NotFound("collection " + collection);
        });
        guard.require(call, Permission.KNOWLEDGE_READ, action, subject, Reach.ofCollection(collection));
        Instant now = clock.instant();
        PassageFilter filter =
                new PassageFilter(List.of(Reach.ofCollection(collection)), search.where(), Optional.empty(), now);
        QuestionVectors.Asked asked = vectorOf(call, search.vector(), search.text());
        Ranking ranking = new Search(
                        call.scope(), source(PassageKind.CHUNK, filter), wideEnough(search.tuning(), search.limit()))
                .rank(search.text(), asked.vector(), now, search.limit());
        // Asked only when it matters: whatever has something to find exists.
        if (ranking.best().isEmpty()
                && collections
                        .find(call.scope(), new CollectionName(collection))
                        .isEmpty()) {
            throw new NotFound("collection " + collection);
        }
        return new ChunkHits(ranking.best(), ranking.dropped(), asked.use());
    }

    /**
     * What was answered earlier, and what was said of it since. A caller limited to namespaces sees its own answers only.
     *
     * @throws NotFound when there is no such answer, or none is kept any more
     */
    public RecallEntry find(CallContext call, RecallId id) {
        guard.require(call, Permission.MEMORY_READ, "recall.get", subject(id));
        return visible(call, id);
    }

    /**
     * Says what became of one item of an answer; the last word of each caller counts.
     *
     * @param item the id of the passage
     * @throws NotFound when there is no such answer, or it has no such item
     */
    public Written<RecallFeedback> judge(
            CallContext call, RecallId id, UUID item, RecallFeedback.Verdict verdict, Optional<String> note) {
        String action = "recall.feedback";
        guard.require(call, Permission.MEMORY_READ, action, subject(id));
        visible(call, id);
        Change change = call.change(action, clock.instant());
        return ledger.judge(
                call.scope(),
                new RecallFeedback(id, item, verdict, note, call.scope().principal(), change.at()),
                new AuditEntryId(ids.next()),
                change);
    }

    /** Forgets the answers of the scope's tenant that are older than {@code retention}. @return how many */
    public int sweep(Scope scope, Duration retention) {
        Instant before = Moments.toMicros(clock.instant().minus(retention));
        int total = 0;
        int swept;
        do {
            swept = ledger.sweep(scope, before, SWEEP_AT_ONCE);
            total += swept;
        } while (swept == SWEEP_AT_ONCE);
        return total;
    }

    private RecallEntry visible(CallContext call, RecallId id) {
        Principal caller = call.principal();
        return ledger.find(call.scope(), id)
                .filter(entry -> caller.namespaces().isEmpty()
                        || entry.record().principal().equals(caller.id()))
                .orElseThrow(() -> new NotFound("recall " + id.value()));
    }

    /** What is asked about by name must be within reach; of the rest, whatever is. */
    private List<Search.Source> sources(CallContext call, RecallQuery query, Instant now) {
        Set<PassageKind> wanted = query.sources().isEmpty() ? Set.of(PassageKind.values()) : query.sources();
        List<Search.Source> sources = new ArrayList<>();
        if (wanted.contains(PassageKind.MEMORY)) {
            AuditSubject subject = subject("memory", query.namespace());
            guard.require(call, Permission.MEMORY_READ, RECALL, subject);
            Reach reach = Reach.ofMemories(call.principal(), query.namespace());
            if (!reach.allowed() && query.namespace().isPresent()) {
                throw guard.outOfReach(call, RECALL, subject);
            }
            if (reach.allowed()) {
                sources.addAll(source(
                        PassageKind.MEMORY, new PassageFilter(reach.within(), query.where(), query.asOf(), now)));
            }
        }
        if (wanted.contains(PassageKind.CHUNK)) {
            for (String collection : query.collections()) {
                guard.require(
                        call,
                        Permission.KNOWLEDGE_READ,
                        RECALL,
                        AuditSubject.named("collection", collection),
                        Reach.ofCollection(collection));
            }
            guard.require(call, Permission.KNOWLEDGE_READ, RECALL, AuditSubject.named("collection", "*"));
            Reach reach = Reach.ofDocuments(call.principal(), query.collections());
            if (reach.allowed()) {
                sources.addAll(source(
                        PassageKind.CHUNK, new PassageFilter(reach.within(), query.where(), Optional.empty(), now)));
            }
        }
        return sources;
    }

    private static Tuning wideEnough(Tuning tuning, int limit) {
        return tuning.withWindow(Math.max(tuning.window(), limit));
    }

    private List<Search.Source> source(PassageKind kind, PassageFilter filter) {
        PassageIndex index = indexes.get(kind);
        return index == null ? List.of() : List.of(new Search.Source(index, filter));
    }

    private QuestionVectors.Asked vectorOf(CallContext call, Optional<VectorQuery> given, String text) {
        return given.map(QuestionVectors.Asked::with).orElseGet(() -> vectors.of(call.scope(), text));
    }

    /** The memories as they were when they were ranked. */
    private List<MemoryHits.Hit> whole(Scope scope, List<Ranked> best, Instant now) {
        if (best.isEmpty()) {
            return List.of();
        }
        Map<UUID, Memory> found = memories
                .findVersions(
                        scope,
                        best.stream()
                                .map(ranked -> new MemoryVersion(
                                        new MemoryId(ranked.passage().id().value()),
                                        ranked.passage().version()))
                                .toList(),
                        now)
                .stream()
                .collect(Collectors.toMap(memory -> memory.id().value(), Function.identity()));
        List<MemoryHits.Hit> hits = new ArrayList<>(best.size());
        for (Ranked ranked : best) {
            Memory memory = found.get(ranked.passage().id().value());
            if (memory != null) {
                hits.add(new MemoryHits.Hit(memory, ranked.score(), ranked.explanation()));
            }
        }
        return hits;
    }

    /** A ledger that cannot be written to is no reason to keep an answer back. */
    private Optional<RecallId> remember(
            CallContext call, RecallQuery query, Packing packed, EmbeddingUse embedding, Instant now) {
        if (!keepsLedger) {
            return Optional.empty();
        }
        RecallId id = new RecallId(ids.next());
        try {
            ledger.record(call.scope(), Lines.of(id, call, query, packed, embedding, now));
            return Optional.of(id);
        } catch (StoreException unwritten) {
            return Optional.empty();
        }
    }

    private static AuditSubject subject(RecallId id) {
        return AuditSubject.named(RECALL, id.value().toString());
    }

    private static AuditSubject subject(String type, Optional<Namespace> namespace) {
        return AuditSubject.named(type, namespace.map(Namespace::value).orElse("*"));
    }
}
