package dev.holdfast.ports.embedding;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditRepository;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.EmbeddingState;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The use cases of models and their vectors: what there is, the cache, and the way from one model to the next. Vectors lie in no
 * namespace, and that a text has one tells that somebody has the text, so a key that is limited to namespaces is refused everywhere.
 *
 * <p>A change that changes nothing, such as storing what is there, leaves no audit entry.
 */
public final class EmbeddingService {
    private static final String SUBJECT = "embedding_model";

    private final EmbeddingRepository embeddings;
    private final Embedders embedders;
    private final AuditRepository audit;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    public EmbeddingService(
            EmbeddingRepository embeddings,
            Embedders embedders,
            AuditRepository audit,
            Guard guard,
            Ids ids,
            Clock clock) {
        this.embeddings = embeddings;
        this.embedders = embedders;
        this.audit = audit;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** The models the tenant knows, by name, and how far the work with each is. */
    public List<ModelStatus> models(CallContext call) {
        require(call, Permission.EMBEDDINGS_READ, "embedding.list", "*");
        return embeddings.models(call.scope());
    }

    /** The models this server can make vectors with; the first is what a tenant begins with. */
    public List<EmbeddingModel> offered() {
        return embedders.models();
    }

    /**
     * Whether texts that the caller has just written can be found by their vectors, in the order of {@code texts}. Never fails: the
     * texts are written, whatever becomes of this question.
     */
    public List<EmbeddingState> statesOf(CallContext call, List<String> texts) {
        if (embedders.preferred().isEmpty()) {
            return texts.stream().map(text -> EmbeddingState.NONE).toList();
        }
        List<ContentHash> hashes = texts.stream().map(ContentHash::of).toList();
        Set<ContentHash> ready = new HashSet<>();
        try {
            for (int from = 0; from < hashes.size(); from += EmbeddingRepository.MOST) {
                int to = Math.min(hashes.size(), from + EmbeddingRepository.MOST);
                ready.addAll(embeddings.ready(call.scope(), new HashSet<>(hashes.subList(from, to))));
            }
        } catch (StoreException unknown) {
            ready.clear(); // the list of work knows better, and pending is what a caller has to expect
        }
        return hashes.stream()
                .map(hash -> ready.contains(hash) ? EmbeddingState.READY : EmbeddingState.PENDING)
                .toList();
    }

    /** Of all of them together: ready when each is. */
    public EmbeddingState stateOf(CallContext call, List<String> texts) {
        List<EmbeddingState> states = statesOf(call, texts);
        if (embedders.preferred().isEmpty()) {
            return EmbeddingState.NONE;
        }
        return states.contains(EmbeddingState.PENDING) ? EmbeddingState.PENDING : EmbeddingState.READY;
    }

    /** The vectors that there are, of at most {@value EmbeddingRepository#MOST} texts. */
    public Map<ContentHash, Vector> lookUp(CallContext call, String model, Set<ContentHash> hashes) {
        require(call, Permission.EMBEDDINGS_READ, "embedding.lookup", model);
        checkSize(hashes.size());
        return embeddings.find(call.scope(), model, hashes);
    }

    /**
     * Keeps vectors that the caller made, of at most {@value EmbeddingRepository#MOST} texts, for later; a text that has one keeps it.
     *
     * @param model is made known, if it is not
     * @return how many changed something
     * @throws InvalidInput when a vector has not the model's dimension, or the tenant knows the model with another one
     */
    public Written<Integer> store(CallContext call, EmbeddingModel model, List<Embedding> given) {
        String action = "embedding.store";
        require(call, Permission.EMBEDDINGS_WRITE, action, model.name());
        checkSize(given.size());
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).vector().dimension() != model.dimension()) {
                throw InvalidInput.of(
                        "/items/" + i + "/vector",
                        "mismatch",
                        model.name() + " has vectors of " + model.dimension() + " numbers");
            }
        }
        Instant now = now();
        return embeddings.once(call.scope(), call.change(action, now), () -> {
            embeddings.register(call.scope(), model, now);
            int changed = embeddings.store(call.scope(), model, given, true, now);
            note(call.scope(), changed > 0, action, model.name(), now);
            return changed;
        });
    }

    /**
     * Begins to embed all texts with another model, beside the one in use, which serves questions until the other is complete and
     * takes over by itself. The first model of a tenant is in use at once.
     *
     * @param name a model that this server can embed with
     * @return the model, as it is then
     */
    public Written<ModelStatus> reembed(CallContext call, String name) {
        String action = "embedding.reembed";
        require(call, Permission.EMBEDDINGS_MANAGE, action, name);
        EmbeddingModel model = embedders.models().stream()
                .filter(offered -> offered.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidInput.of(
                        "/model", "unknown", "this server embeds with " + names() + "; see HOLDFAST_EMBEDDER_ALSO"));
        Scope scope = call.scope();
        Instant now = now();
        Written<Integer> begun = embeddings.once(scope, call.change(action, now), () -> {
            boolean begins = find(scope, name)
                    .filter(status -> status.state() != ModelState.STORED)
                    .isEmpty();
            if (begins) {
                embeddings.begin(scope, model, now);
            }
            note(scope, begins, action, name, now);
            return begins ? 1 : 0;
        });
        ModelStatus status = find(scope, name).orElseThrow();
        return new Written<>(status, begun.created(), begun.replayed());
    }

    private String names() {
        return embedders.models().isEmpty()
                ? "no model"
                : String.join(
                        ", ",
                        embedders.models().stream().map(EmbeddingModel::name).toList());
    }

    /**
     * Lets the model that is built take over now.
     *
     * @param evenIfIncomplete otherwise only when every text has its vector, or was given up
     * @return whether that happened
     */
    public Written<Boolean> cutOver(CallContext call, boolean evenIfIncomplete) {
        String action = "embedding.cut_over";
        require(call, Permission.EMBEDDINGS_MANAGE, action, "*");
        Instant now = now();
        Written<Integer> done = embeddings.once(call.scope(), call.change(action, now), () -> {
            boolean happened = embeddings.cutOver(call.scope(), evenIfIncomplete);
            note(call.scope(), happened, action, "*", now);
            return happened ? 1 : 0;
        });
        return new Written<>(done.value() > 0, done.created(), done.replayed());
    }

    /**
     * Texts that the embedder refused too often, at most {@code most} (1 to {@value EmbeddingRepository#MOST}).
     *
     * @param model by default that which questions are compared with; without any, nothing was refused
     */
    public List<FailedText> failed(CallContext call, Optional<String> model, int most) {
        require(call, Permission.EMBEDDINGS_READ, "embedding.failed", model.orElse("*"));
        return model.or(() -> inUse(call.scope()))
                .map(name -> embeddings.failed(call.scope(), name, most))
                .orElse(List.of());
    }

    private Optional<String> inUse(Scope scope) {
        return embeddings.models(scope).stream()
                .filter(ModelStatus::searching)
                .map(status -> status.model().name())
                .findFirst();
    }

    /** Lets texts that were given up be tried again. @return how many @throws NotFound when the tenant knows no such model */
    public Written<Integer> retry(CallContext call, String model) {
        String action = "embedding.retry";
        require(call, Permission.EMBEDDINGS_MANAGE, action, model);
        Instant now = now();
        return embeddings.once(call.scope(), call.change(action, now), () -> {
            if (find(call.scope(), model).isEmpty()) {
                throw new NotFound("embedding model " + model);
            }
            int retried = embeddings.retry(call.scope(), model, now);
            note(call.scope(), retried > 0, action, model, now);
            return retried;
        });
    }

    private Optional<ModelStatus> find(Scope scope, String name) {
        return embeddings.models(scope).stream()
                .filter(status -> status.model().name().equals(name))
                .findFirst();
    }

    private static void checkSize(int size) {
        if (size > EmbeddingRepository.MOST) {
            throw new LimitExceeded("the texts of a request", EmbeddingRepository.MOST);
        }
    }

    private void require(CallContext call, Permission permission, String action, String model) {
        AuditSubject subject = AuditSubject.named(SUBJECT, model);
        guard.require(call, permission, action, subject);
        if (!call.principal().namespaces().isEmpty()) {
            throw guard.outOfReach(call, action, subject);
        }
    }

    private void note(Scope scope, boolean changed, String action, String model, Instant at) {
        if (changed) {
            audit.insert(
                    scope,
                    new AuditEntry(
                            new AuditEntryId(ids.next()),
                            at,
                            scope.principal(),
                            scope.requestId(),
                            action,
                            AuditSubject.named(SUBJECT, model),
                            AuditOutcome.DONE,
                            Optional.empty()));
        }
    }

    private Instant now() {
        return Moments.toMicros(clock.instant());
    }
}
