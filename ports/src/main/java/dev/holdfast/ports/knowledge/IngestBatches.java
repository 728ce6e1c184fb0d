package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.DocumentHash;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.knowledge.DocumentWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.shared.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gathers the documents of one ingest, and writes what is new of them whenever there are enough. */
final class IngestBatches {
    private static final int MAX_DOCUMENTS = 200;
    private static final int MAX_CHUNKS = 1_000;
    private static final long MAX_BYTES = 2 * 1024 * 1024;

    private final DocumentRepository documents;
    private final EmbeddingRepository embeddings;
    private final IngestSieve sieve;
    private final Ids ids;
    private final Scope scope;
    private final CollectionName collection;
    private final Change change;
    private final List<IngestLine.Sound> batch = new ArrayList<>();
    private boolean registered;
    private int chunks;
    private long bytes;
    private int number;
    private int created;
    private int updated;
    private int unchanged;
    private boolean replayed;

    IngestBatches(
            DocumentRepository documents,
            EmbeddingRepository embeddings,
            IngestSieve sieve,
            Ids ids,
            Scope scope,
            CollectionName collection,
            Change change) {
        this.documents = documents;
        this.embeddings = embeddings;
        this.sieve = sieve;
        this.ids = ids;
        this.scope = scope;
        this.collection = collection;
        this.change = change;
    }

    void add(IngestLine.Sound line) {
        DocumentDraft draft = line.draft();
        long weight = draft.bytes() + line.vectors().map(ChunkVectors::bytes).orElse(0L);
        // A document that is larger than a batch is one by itself. Batches follow from the lines alone, so a repetition
        // has the same.
        if (!batch.isEmpty()
                && (batch.size() == MAX_DOCUMENTS
                        || chunks + draft.chunks().size() > MAX_CHUNKS
                        || bytes + weight > MAX_BYTES)) {
            write();
        }
        batch.add(line);
        chunks += draft.chunks().size();
        bytes += weight;
    }

    IngestReport end(int failed, List<IngestLine.Broken> errors) {
        if (!batch.isEmpty()) {
            write();
        }
        return new IngestReport(created, updated, unchanged, failed, errors, replayed);
    }

    private void write() {
        number++;
        Map<String, Document> stored = documents
                .findAll(
                        scope,
                        collection,
                        batch.stream()
                                .map(line -> line.draft().address().externalId())
                                .toList())
                .stream()
                .collect(Collectors.toMap(document -> document.address().externalId(), Function.identity()));
        Map<Boolean, List<IngestLine.Sound>> lines = batch.stream()
                .collect(Collectors.partitioningBy(line -> same(
                        line.draft(),
                        Optional.ofNullable(stored.get(line.draft().address().externalId())))));
        sieve.model()
                .ifPresent(model ->
                        keep(model, lines.getOrDefault(false, List.of()), lines.getOrDefault(true, List.of())));
        List<DocumentWrite> writes = lines.getOrDefault(false, List.of()).stream()
                .map(line -> write(line.draft()))
                .toList();
        unchanged += batch.size() - writes.size();
        if (!writes.isEmpty()) {
            List<Written<Document>> outcomes = documents.upsertAll(scope, collection, writes, numbered());
            if (outcomes.stream().anyMatch(Written::replayed)) {
                replayed = true;
                unchanged += writes.size();
            } else {
                outcomes.forEach(this::count);
            }
        }
        batch.clear();
        chunks = 0;
        bytes = 0;
    }

    /** Of documents that were so already only what is not there, which is nothing when an ingest is repeated. */
    private void keep(EmbeddingModel model, List<IngestLine.Sound> changed, List<IngestLine.Sound> same) {
        if (sieve.isNewModel() && !registered) {
            embeddings.register(scope, model, change.at());
            registered = true;
        }
        List<Embedding> wanted = new ArrayList<>(vectors(changed));
        for (List<Embedding> some : slices(vectors(same))) {
            Set<ContentHash> hashes = some.stream().map(Embedding::hash).collect(Collectors.toSet());
            Set<ContentHash> present = embeddings.present(scope, model.name(), hashes);
            some.stream().filter(vector -> !present.contains(vector.hash())).forEach(wanted::add);
        }
        slices(wanted).forEach(some -> embeddings.store(scope, model, some, false, change.at()));
    }

    private static List<Embedding> vectors(List<IngestLine.Sound> lines) {
        return lines.stream()
                .flatMap(line -> line.vectors().stream())
                .flatMap(vectors -> vectors.embeddings().stream())
                .toList();
    }

    private static List<List<Embedding>> slices(List<Embedding> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + EmbeddingRepository.MOST)
                .mapToObj(from -> all.subList(from, Math.min(from + EmbeddingRepository.MOST, all.size())))
                .toList();
    }

    private void count(Written<Document> written) {
        if (written.created()) {
            created++;
        } else {
            updated++;
        }
    }

    private static boolean same(DocumentDraft draft, Optional<Document> stored) {
        return stored.filter(document -> document.contentHash().equals(DocumentHash.of(draft))
                        && document.source().equals(draft.source())
                        && document.metadata().equals(draft.metadata())
                        && document.validFrom().equals(draft.validFrom())
                        && document.validTo().equals(draft.validTo()))
                .isPresent();
    }

    private DocumentWrite write(DocumentDraft draft) {
        return new DocumentWrite(
                new DocumentId(ids.next()),
                new AuditEntryId(ids.next()),
                draft.chunks().stream().map(chunk -> new ChunkId(ids.next())).toList(),
                draft);
    }

    /** Each batch has a claim of its own; the first has the caller's key as it is. */
    private Change numbered() {
        return new Change(
                change.at(),
                change.action(),
                change.claim()
                        .map(claim -> number == 1
                                ? claim
                                : new IdempotencyClaim(
                                        claim.key() + "#" + number,
                                        claim.operation(),
                                        claim.fingerprint(),
                                        claim.expiresAt())));
    }
}
