package dev.holdfast.ports.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.ModelProgress;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the texts of a tenant their vectors, in the background. Any number of servers may do so at once. What an embedder cannot do
 * now is put back and tried later, for ever; what it refuses again and again is given up and shown.
 */
public final class EmbeddingWork {
    /**
     * What one step came to.
     *
     * @param waiting passages whose text waited for its vector before it
     * @param dead those whose text was given up before it
     */
    public record Step(
            int embedded, int cached, int postponed, int givenUp, Optional<String> trouble, long waiting, long dead) {
        static final Step NOTHING = new Step(0, 0, 0, 0, Optional.empty());

        Step(int embedded, int cached, int postponed, int givenUp, Optional<String> trouble) {
            this(embedded, cached, postponed, givenUp, trouble, 0, 0);
        }

        /** Whether the next step may find more to do. */
        public boolean goesOn() {
            return embedded + cached > 0 && trouble.isEmpty();
        }

        Step plus(Step other) {
            return new Step(
                    embedded + other.embedded,
                    cached + other.cached,
                    postponed + other.postponed,
                    givenUp + other.givenUp,
                    other.trouble.or(() -> trouble),
                    waiting + other.waiting,
                    dead + other.dead);
        }
    }

    private static final int PASSAGES_AT_ONCE = 2_000;
    private static final int SWEPT_AT_ONCE = 1_000;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration ORPHANS_LIVE = Duration.ofHours(1);
    private static final Duration CACHED_LIVE = Duration.ofDays(30);

    private final EmbeddingRepository embeddings;
    private final Embedders embedders;
    private final int batchSize;
    private final Duration patience;
    private final Clock clock;

    /** @param patience with the embedder, for one batch */
    public EmbeddingWork(
            EmbeddingRepository embeddings, Embedders embedders, int batchSize, Duration patience, Clock clock) {
        this.embeddings = embeddings;
        this.embedders = embedders;
        this.batchSize = Math.min(batchSize, EmbeddingRepository.MOST);
        this.patience = patience;
        this.clock = clock;
    }

    /** Lets a tenant that uses no model use this server's, and looks through its passages for texts that wait for nothing yet. */
    public void prepare(Scope scope) {
        if (embedders.preferred().isEmpty()) {
            return;
        }
        EmbeddingModel model = embeddings
                .active(scope)
                .orElseGet(() -> embedders.preferred().orElseThrow().model());
        if (embedders.of(model).isPresent()) {
            embeddings.begin(scope, model, now());
        }
    }

    /** One step with each model that is in use and that this server has an embedder for. */
    public Step step(Scope scope) {
        Step all = Step.NOTHING;
        for (ModelProgress status : embeddings.inUse(scope)) {
            all = all.plus(new Step(0, 0, 0, 0, Optional.empty(), status.pending(), status.failed()));
            Optional<Embedder> embedder = embedders.of(status.model());
            boolean idle = status.state() == ModelState.ACTIVE && status.complete();
            if (embedder.isPresent() && !idle) {
                all = all.plus(step(scope, status, embedder.get()));
            }
        }
        return all;
    }

    private Step step(Scope scope, ModelProgress status, Embedder embedder) {
        EmbeddingModel model = status.model();
        if (status.searching() && status.pending() < PASSAGES_AT_ONCE) {
            embeddings.enqueue(scope, model.name(), PASSAGES_AT_ONCE, now());
        }
        if (status.state() == ModelState.BUILDING && status.complete()) {
            embeddings.cutOver(scope, false);
            return Step.NOTHING;
        }
        Instant now = now();
        List<PendingText> taken = embeddings.claim(
                scope, model.name(), batchSize, now, now.plus(patience).plus(MARGIN));
        return taken.isEmpty() ? Step.NOTHING : embed(scope, embedder, taken);
    }

    private Step embed(Scope scope, Embedder embedder, List<PendingText> taken) {
        Map<ContentHash, String> texts = new LinkedHashMap<>();
        taken.forEach(pending -> pending.text().ifPresent(text -> texts.put(pending.hash(), text)));
        try {
            List<Embedding> made = vectors(embedder, texts);
            embeddings.complete(scope, embedder.model(), made, taken, now());
            return new Step(made.size(), taken.size() - made.size(), 0, 0, Optional.empty());
        } catch (EmbedderRefused refused) {
            return refused.becauseOfTexts() && taken.size() > 1
                    ? oneByOne(scope, embedder, taken)
                    : refused(scope, embedder, taken, refused);
        } catch (EmbedderRateLimited limited) {
            return postpone(scope, embedder, taken, limited.retryAfter().orElse(pause(taken)), limited);
        } catch (EmbedderException trouble) {
            return postpone(scope, embedder, taken, pause(taken), trouble);
        }
    }

    private List<Embedding> vectors(Embedder embedder, Map<ContentHash, String> texts) {
        List<Vector> vectors = embedder.embed(List.copyOf(texts.values()), patience);
        List<Embedding> made = new ArrayList<>(vectors.size());
        for (ContentHash hash : texts.keySet()) {
            made.add(new Embedding(hash, vectors.get(made.size())));
        }
        return made;
    }

    /** One of them is to blame, and the others need not suffer for it. */
    private Step oneByOne(Scope scope, Embedder embedder, List<PendingText> taken) {
        Step all = Step.NOTHING;
        for (PendingText text : taken) {
            all = all.plus(embed(scope, embedder, List.of(text)));
        }
        return all;
    }

    private Step refused(Scope scope, Embedder embedder, List<PendingText> taken, EmbedderRefused refused) {
        if (refused.becauseOfTexts() && taken.getFirst().attempts() >= MOST_ATTEMPTS) {
            embeddings.giveUp(scope, embedder.model().name(), taken, refused.getMessage());
            return new Step(0, 0, 0, taken.size(), Optional.empty());
        }
        Step step = postpone(scope, embedder, taken, pause(taken), refused);
        // A text that is refused keeps nobody else waiting.
        return refused.becauseOfTexts() ? new Step(0, 0, step.postponed(), 0, Optional.empty()) : step;
    }

    private Step postpone(
            Scope scope, Embedder embedder, List<PendingText> taken, Duration pause, EmbedderException trouble) {
        embeddings.postpone(scope, embedder.model().name(), taken, now().plus(pause), trouble.getMessage());
        return new Step(0, 0, taken.size(), 0, Optional.of(trouble.getMessage()));
    }

    /** Twice as long after each attempt. */
    private static Duration pause(List<PendingText> taken) {
        int attempts = taken.stream().mapToInt(PendingText::attempts).max().orElse(1);
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Forgets vectors that nobody needs any more. @return how many */
    public int sweep(Scope scope) {
        Instant now = now();
        int total = 0;
        int swept;
        do {
            swept = embeddings.sweep(scope, now.minus(ORPHANS_LIVE), now.minus(CACHED_LIVE), SWEPT_AT_ONCE);
            total += swept;
        } while (swept == SWEPT_AT_ONCE);
        return total;
    }

    private Instant now() {
        return Moments.toMicros(clock.instant());
    }
}
