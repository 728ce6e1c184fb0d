package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes many documents of one collection. Documents that are so already are not written, so an ingest that broke off is simply
 * repeated: it goes on where it stopped, and a whole repetition changes nothing.
 *
 * <p>Lines are read as they are needed and written in batches, each in its transaction, so memory is bounded by a batch. A line that is
 * wrong does not keep the others from being written, unless the ingest is atomic.
 *
 * <p>Vectors that come with chunks are kept by their texts, before the chunks are written, so these wait for none. They are of one model
 * per ingest: the collection's if it has one, else any, which the tenant knows from then on.
 */
public final class IngestService {
    public static final int MAX_LINES = 50_000;
    public static final int MAX_ERRORS = 100;
    /** The claim of a batch is the caller's key and the batch's number. */
    public static final int MAX_KEY_CHARACTERS = IdempotencyClaim.MAX_KEY_CHARACTERS - 15;

    private static final String ACTION = "document.ingest";

    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final EmbeddingRepository embeddings;
    private final Transactions transactions;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    public IngestService(
            CollectionRepository collections,
            DocumentRepository documents,
            EmbeddingRepository embeddings,
            Transactions transactions,
            Guard guard,
            Ids ids,
            Clock clock) {
        this.collections = collections;
        this.documents = documents;
        this.embeddings = embeddings;
        this.transactions = transactions;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param lines at most {@value #MAX_LINES}; walked more than once
     * @param atomic all or nothing, in one transaction: lines that are wrong are then an {@link InvalidInput} with pointers such as
     *     {@code /lines/3/title}
     * @throws NotFound when there is no such collection
     * @throws LimitExceeded when there are too many lines; some may be written by then, unless the ingest is atomic
     */
    public IngestReport ingest(
            CallContext call, CollectionName collection, Iterable<IngestLine> lines, boolean atomic) {
        guard.require(
                call,
                Permission.KNOWLEDGE_WRITE,
                ACTION,
                AuditSubject.named("collection", collection.value()),
                collection.namespace());
        requireKey(call);
        Collection into =
                collections.find(call.scope(), collection).orElseThrow(() -> new NotFound("collection " + collection));
        Change change = call.change(ACTION, clock.instant());
        if (!atomic) {
            return written(call, into, lines, change);
        }
        requireSound(call, into, lines);
        return transactions.inTransaction(call.scope(), ACTION, () -> written(call, into, lines, change));
    }

    private IngestReport written(CallContext call, Collection into, Iterable<IngestLine> lines, Change change) {
        IngestSieve sieve = sieve(call, into);
        IngestBatches batches = new IngestBatches(documents, embeddings, sieve, ids, call.scope(), into.name(), change);
        List<IngestLine.Broken> errors = new ArrayList<>();
        int failed = 0;
        for (IngestLine line : lines) {
            switch (sieve.judged(line)) {
                case IngestLine.Sound sound -> batches.add(sound);
                case IngestLine.Broken broken -> {
                    failed++;
                    if (errors.size() < MAX_ERRORS) {
                        errors.add(broken);
                    }
                }
            }
        }
        return batches.end(failed, errors);
    }

    private IngestSieve sieve(CallContext call, Collection into) {
        return new IngestSieve(into, name -> embeddings.model(call.scope(), name));
    }

    private void requireSound(CallContext call, Collection into, Iterable<IngestLine> lines) {
        List<Violation> violations = new ArrayList<>();
        IngestSieve sieve = sieve(call, into);
        for (IngestLine line : lines) {
            if (sieve.judged(line) instanceof IngestLine.Broken broken && violations.size() < MAX_ERRORS) {
                violations.addAll(new InvalidInput(broken.violations())
                        .under("/lines/" + broken.line())
                        .violations());
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    private static void requireKey(CallContext call) {
        if (call.idempotency()
                .filter(wish -> wish.key().length() > MAX_KEY_CHARACTERS)
                .isPresent()) {
            throw InvalidInput.of(
                    "/idempotency_key",
                    "too_long",
                    "the idempotency key of an ingest has at most " + MAX_KEY_CHARACTERS + " characters");
        }
    }
}
