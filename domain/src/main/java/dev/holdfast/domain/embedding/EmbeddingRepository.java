package dev.holdfast.domain.embedding;

import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Stores the vectors of texts, each once per model whoever has the text, and the list of texts that still wait for theirs.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, changed, counted or revealed; not even that
 * it has a vector of the same text.
 *
 * <p><b>Work.</b> While a model is not {@link ModelState#STORED}, every write of a memory or chunk puts it on the list of that model in
 * the same transaction, unless its text has its vector. A passage is on the list of a model once; another text replaces the one before.
 *
 * <p>Every call is one transaction. Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface EmbeddingRepository {
    /** The most hashes, vectors or texts of one call. */
    int MOST = 1_000;

    /**
     * Makes the model known, as {@link ModelState#STORED} when it is new.
     *
     * @throws InvalidInput when the tenant knows a model of that name with another dimension
     */
    void register(Scope scope, EmbeddingModel model, Instant now);

    /** The models the tenant knows, by name. */
    List<ModelStatus> models(Scope scope);

    /** The model that the tenant knows by that name. */
    Optional<EmbeddingModel> model(Scope scope, String name);

    /** The models that are not {@link ModelState#STORED}, by name; asked often, and cheaper than {@link #models}. */
    List<ModelProgress> inUse(Scope scope);

    /** The model that is {@link ModelState#ACTIVE}. */
    Optional<EmbeddingModel> active(Scope scope);

    /**
     * From now on texts are embedded with the model. It is active when no other is, else building, in the stead of one that was
     * building; the active one stays as it is. The passages that are there are looked through by {@link #enqueue}: from the beginning
     * again, when this is repeated.
     *
     * @throws InvalidInput when the tenant knows a model of that name with another dimension
     */
    ModelState begin(Scope scope, EmbeddingModel model, Instant now);

    /**
     * The building model becomes active and the active one stored; what waited for the latter is forgotten, its vectors stay.
     *
     * @param evenIfIncomplete otherwise only when it is {@link ModelStatus#complete}
     * @return whether that happened
     */
    boolean cutOver(Scope scope, boolean evenIfIncomplete);

    /** The vectors of that model that there are, of at most {@value #MOST} hashes. */
    Map<ContentHash, Vector> find(Scope scope, String model, Set<ContentHash> hashes);

    /** Those of at most {@value #MOST} hashes that have a vector of the model that is {@link ModelState#ACTIVE}. */
    Set<ContentHash> ready(Scope scope, Set<ContentHash> hashes);

    /** Those of at most {@value #MOST} hashes that have a vector of that model. */
    Set<ContentHash> present(Scope scope, String model, Set<ContentHash> hashes);

    /**
     * Keeps the vectors of at most {@value #MOST} texts; a text that has one keeps it. Nobody has to have the text.
     *
     * @param model the tenant knows it
     * @param cached whether they are for later, so that {@link #sweep} spares them for longer
     * @return how many changed something: texts that had none, or whose vector is now kept for longer
     */
    int store(Scope scope, EmbeddingModel model, List<Embedding> embeddings, boolean cached, Instant now);

    /**
     * Does work of this repository and others in one transaction, and, when {@code change} has a claim, once for that. Work that changes
     * nothing leaves no claim.
     *
     * @param work answers how many things it changed; may be done again when the store asks for a repetition
     * @return that number; the remembered one, and {@code replayed}, when it was done before. {@code created} says that it is not zero
     * @throws IdempotencyMismatch when the claim was another request's
     */
    Written<Integer> once(Scope scope, Change change, IntSupplier work);

    /**
     * Puts passages that were there before the model on its list.
     *
     * @param most how many passages are looked at, 1 to 10,000
     * @return whether there may be more
     */
    boolean enqueue(Scope scope, String model, int most, Instant now);

    /**
     * Takes texts from the list that are due, those first that wait longest. Two callers never get the same. Until {@code until} nobody
     * else gets them; whoever dies before has lost nothing.
     *
     * @param most 1 to {@value #MOST}
     */
    List<PendingText> claim(Scope scope, String model, int most, Instant now, Instant until);

    /**
     * Keeps the vectors and takes the texts off the list, unless their owners have other texts by now. May be repeated.
     *
     * @param embeddings of at most {@value #MOST} texts
     */
    void complete(Scope scope, EmbeddingModel model, List<Embedding> embeddings, List<PendingText> done, Instant now);

    /**
     * Puts texts back, to be due at {@code due}.
     *
     * @param reason why they have no vector; safe to show
     */
    void postpone(Scope scope, String model, List<PendingText> texts, Instant due, String reason);

    /**
     * Gives texts up: they are listed by {@link #failed} and never due, until {@link #retry}.
     *
     * @param reason safe to show
     */
    void giveUp(Scope scope, String model, List<PendingText> texts, String reason);

    /** Texts that were given up, at most {@code most} (1 to {@value #MOST}). */
    List<FailedText> failed(Scope scope, String model, int most);

    /** Makes texts that were given up due at once. @return how many */
    int retry(Scope scope, String model, Instant now);

    /**
     * Forgets vectors of texts that no memory (not even a deleted one) and no chunk has.
     *
     * @param before they were kept before that
     * @param cachedBefore those that were stored for later, before that
     * @param most 1 to 10,000
     * @return how many
     */
    int sweep(Scope scope, Instant before, Instant cachedBefore, int most);
}
