package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionDraft;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.CollectionWrite;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.knowledge.DocumentWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Violations;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The use cases of collections and their documents. Each asks the {@link Guard}, for which a collection lies in the namespace
 * {@code collections/<name>}, lets the domain decide, and makes one call of a repository, which stores the change with its audit entry
 * and idempotency claim in one transaction. Laws of storage, such as which error is thrown when, are those of
 * {@link CollectionRepository} and {@link DocumentRepository}.
 */
public final class KnowledgeService {
    private static final String COLLECTION = "collection";

    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    public KnowledgeService(
            CollectionRepository collections, DocumentRepository documents, Guard guard, Ids ids, Clock clock) {
        this.collections = collections;
        this.documents = documents;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes a collection whether or not there is one; the last write wins. */
    public Written<Collection> setCollection(CallContext call, CollectionDraft draft) {
        return collections.upsert(call.scope(), write(draft), change(call, "collection.set", draft.name()));
    }

    /** Creates a collection, and never replaces one. */
    public Written<Collection> createCollection(CallContext call, CollectionDraft draft) {
        return collections.insert(call.scope(), write(draft), change(call, "collection.create", draft.name()));
    }

    /** Replaces version {@code expected} of what is said of a collection. */
    public Written<Collection> updateCollection(CallContext call, CollectionDraft draft, Revision expected) {
        return collections.update(
                call.scope(), write(draft), expected, change(call, "collection.update", draft.name()));
    }

    /** @throws NotFound when there is none */
    public Collection collection(CallContext call, CollectionName name) {
        guard.require(call, Permission.KNOWLEDGE_READ, "collection.get", subject(name), name.namespace());
        return existing(call, name);
    }

    /** The collections that the caller may reach, in the order of names. */
    public Page<Collection> collections(CallContext call, PageRequest page) {
        guard.require(call, Permission.KNOWLEDGE_READ, "collection.list", AuditSubject.named(COLLECTION, "*"));
        return collections.list(call.scope(), reachable(call.principal()), page);
    }

    /** Deletes a collection with all its documents, for good. @throws NotFound when there is none */
    public void deleteCollection(CallContext call, CollectionName name, Optional<Revision> expected) {
        Change change = change(call, "collection.delete", name);
        if (!collections.delete(call.scope(), name, expected, auditId(), change)) {
            throw notFound(name);
        }
    }

    /** Writes a document with its chunks whether or not there is one; the last write wins. */
    public Written<Document> set(CallContext call, DocumentDraft draft) {
        return documents.upsert(call.scope(), write(draft), change(call, "document.set", draft.address()));
    }

    /** Creates a document, and never replaces one. */
    public Written<Document> create(CallContext call, DocumentDraft draft) {
        return documents.insert(call.scope(), write(draft), change(call, "document.create", draft.address()));
    }

    /** Replaces version {@code expected} of a document. */
    public Written<Document> update(CallContext call, DocumentDraft draft, Revision expected) {
        return documents.update(call.scope(), write(draft), expected, change(call, "document.update", draft.address()));
    }

    /**
     * Sets 1 to {@value DocumentRepository#MAX_BATCH} different documents of one collection, all or none; together within the bounds of
     * one document.
     *
     * @return the outcomes in the order of {@code drafts}
     */
    public List<Written<Document>> setAll(CallContext call, CollectionName collection, List<DocumentDraft> drafts) {
        Change change = change(call, "document.set", collection);
        if (drafts.isEmpty()) {
            throw InvalidInput.of("/documents", "too_few", "at least one document");
        }
        if (drafts.size() > DocumentRepository.MAX_BATCH) {
            throw new LimitExceeded("a batch of documents", DocumentRepository.MAX_BATCH);
        }
        if (drafts.stream().mapToInt(draft -> draft.chunks().size()).sum() > DocumentDraft.MAX_CHUNKS) {
            throw new LimitExceeded("the chunks of a batch", DocumentDraft.MAX_CHUNKS);
        }
        if (drafts.stream().mapToLong(DocumentDraft::bytes).sum() > DocumentDraft.MAX_BYTES) {
            throw new LimitExceeded("the bytes of a batch", DocumentDraft.MAX_BYTES);
        }
        Violations violations = new Violations();
        Set<DocumentAddress> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            DocumentAddress address = drafts.get(i).address();
            violations
                    .addIf(
                            !address.collection().equals(collection),
                            "/documents/" + i + "/collection",
                            "mismatch",
                            "a batch writes documents of one collection")
                    .addIf(
                            !seen.add(address),
                            "/documents/" + i + "/external_id",
                            "duplicate",
                            "a batch writes each document once");
        }
        violations.throwIfAny();
        return documents.upsertAll(
                call.scope(), collection, drafts.stream().map(this::write).toList(), change);
    }

    /** @throws NotFound when there is none */
    public Document document(CallContext call, DocumentAddress address) {
        requireRead(call, "document.get", address);
        return documents.find(call.scope(), address).orElseThrow(() -> notFound(address));
    }

    /** Documents in the order of external ids. @throws NotFound when there is no such collection */
    public Page<Document> documents(CallContext call, CollectionName collection, PageRequest page) {
        guard.require(call, Permission.KNOWLEDGE_READ, "document.list", subject(collection), collection.namespace());
        Page<Document> found = documents.list(call.scope(), collection, page);
        if (found.items().isEmpty()) {
            existing(call, collection);
        }
        return found;
    }

    /** The text of a document, chunk by chunk in their order. @throws NotFound when there is no such document */
    public Page<Chunk> chunks(CallContext call, DocumentAddress address, PageRequest page) {
        requireRead(call, "document.chunks", address);
        Page<Chunk> found = documents.chunks(call.scope(), address, page);
        if (found.items().isEmpty() && documents.find(call.scope(), address).isEmpty()) {
            throw notFound(address);
        }
        return found;
    }

    /** Deletes a document with its chunks, for good. @throws NotFound when there is none */
    public void delete(CallContext call, DocumentAddress address, Optional<Revision> expected) {
        Change change = change(call, "document.delete", address);
        if (!documents.delete(call.scope(), address, expected, auditId(), change)) {
            throw notFound(address);
        }
    }

    private Change change(CallContext call, String action, CollectionName name) {
        guard.require(call, Permission.KNOWLEDGE_WRITE, action, subject(name), name.namespace());
        return call.change(action, clock.instant());
    }

    private Change change(CallContext call, String action, DocumentAddress address) {
        guard.require(
                call,
                Permission.KNOWLEDGE_WRITE,
                action,
                subject(address),
                address.collection().namespace());
        return call.change(action, clock.instant());
    }

    private void requireRead(CallContext call, String action, DocumentAddress address) {
        guard.require(
                call,
                Permission.KNOWLEDGE_READ,
                action,
                subject(address),
                address.collection().namespace());
    }

    private Collection existing(CallContext call, CollectionName name) {
        return collections.find(call.scope(), name).orElseThrow(() -> notFound(name));
    }

    /** Empty for a caller who may reach all. */
    private static Optional<List<CollectionName>> reachable(Principal caller) {
        return caller.mayReach(CollectionName.ROOT)
                ? Optional.empty()
                : Optional.of(caller.namespaces().stream()
                        .flatMap(namespace -> CollectionName.in(namespace).stream())
                        .toList());
    }

    private CollectionWrite write(CollectionDraft draft) {
        return new CollectionWrite(new CollectionId(ids.next()), auditId(), draft);
    }

    private DocumentWrite write(DocumentDraft draft) {
        return new DocumentWrite(
                new DocumentId(ids.next()),
                auditId(),
                draft.chunks().stream().map(chunk -> new ChunkId(ids.next())).toList(),
                draft);
    }

    private AuditEntryId auditId() {
        return new AuditEntryId(ids.next());
    }

    private static AuditSubject subject(CollectionName name) {
        return AuditSubject.named(COLLECTION, name.value());
    }

    private static AuditSubject subject(DocumentAddress address) {
        return AuditSubject.named("document", address.toString());
    }

    private static NotFound notFound(CollectionName name) {
        return new NotFound("collection " + name);
    }

    private static NotFound notFound(DocumentAddress address) {
        return new NotFound("document " + address);
    }
}
