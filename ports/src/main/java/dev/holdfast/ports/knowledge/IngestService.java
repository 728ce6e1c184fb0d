package dev.holdfast.ports.knowledge;

import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.DocumentDraft;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes many documents of one collection. Documents that are so already are not written, so an ingest that broke off is simply
 * repeated: it goes on where it stopped, and a whole repetition changes nothing.
 *
 * <p>Lines are read as they are needed and written in batches, each in its transaction, so memory is bounded by a batch. A line that is
 * wrong does not keep the others from being written, unless the ingest is atomic.
 */
public final class IngestService {
    public static final int MAX_LINES = 50_000;
    public static final int MAX_ERRORS = 100;
    /** The claim of a batch is the caller's key and the batch's number. */
    public static final int MAX_KEY_CHARACTERS = IdempotencyClaim.MAX_KEY_CHARACTERS - 15;

    private static final String ACTION = "document.ingest";

    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final Transactions transactions;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    public IngestService(
            CollectionRepository collections,
            DocumentRepository documents,
            Transactions transactions,
            Guard guard,
            Ids ids,
            Clock clock) {
        this.collections = collections;
        this.documents = documents;
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
        if (collections.find(call.scope(), collection).isEmpty()) {
            throw new NotFound("collection " + collection);
        }
        Change change = call.change(ACTION, clock.instant());
        if (!atomic) {
            return written(call, collection, lines, change);
        }
        requireSound(lines);
        return transactions.inTransaction(call.scope(), () -> written(call, collection, lines, change));
    }

    private IngestReport written(
            CallContext call, CollectionName collection, Iterable<IngestLine> lines, Change change) {
        IngestBatches batches = new IngestBatches(documents, ids, call.scope(), collection, change);
        List<IngestLine.Broken> errors = new ArrayList<>();
        int failed = 0;
        Sieve sieve = new Sieve();
        for (IngestLine line : lines) {
            switch (sieve.judged(line)) {
                case IngestLine.Sound sound -> batches.add(sound.draft());
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

    private static void requireSound(Iterable<IngestLine> lines) {
        List<Violation> violations = new ArrayList<>();
        Sieve sieve = new Sieve();
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

    /** What only shows when lines are seen together. */
    private static final class Sieve {
        private final Map<String, Integer> lineOfId = new HashMap<>();
        private int seen;

        IngestLine judged(IngestLine line) {
            if (++seen > MAX_LINES) {
                throw new LimitExceeded("the lines of an ingest", MAX_LINES);
            }
            if (line instanceof IngestLine.Sound sound) {
                DocumentDraft draft = sound.draft();
                Optional<Integer> first =
                        Optional.ofNullable(lineOfId.putIfAbsent(draft.address().externalId(), line.line()));
                if (first.isPresent()) {
                    return new IngestLine.Broken(
                            line.line(),
                            List.of(new Violation(
                                    "/external_id", "duplicate", "line " + first.get() + " is of the same document")));
                }
            }
            return line;
        }
    }
}
