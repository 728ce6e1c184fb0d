package dev.holdfast.embedding.openai;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One model of an endpoint that speaks as OpenAI's {@code POST /v1/embeddings} does. In the order in which a call meets them: batches,
 * the circuit breaker, the retry, a place among the requests at once.
 */
public final class OpenAiEmbedder implements Embedder {
    private final EmbeddingModel model;
    private final OpenAiSettings settings;
    private final Endpoint endpoint;
    private final Semaphore places;
    private final CircuitBreaker breaker;

    public OpenAiEmbedder(OpenAiSettings settings, EmbeddingModel model, Clock clock) {
        this.model = model;
        this.settings = settings;
        this.endpoint = new Endpoint(settings, model, clock);
        this.places = new Semaphore(settings.concurrency(), true);
        this.breaker = Resilience.breaker(model.name());
    }

    @Override
    public EmbeddingModel model() {
        return model;
    }

    @Override
    public List<Vector> embed(List<String> texts, Duration patience) {
        Patience left = Patience.of(patience);
        List<Vector> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += settings.batchSize()) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + settings.batchSize()));
            vectors.addAll(resilient(batch.stream().map(this::cut).toList(), left));
        }
        return List.copyOf(vectors);
    }

    private List<Vector> resilient(List<String> batch, Patience left) {
        Retry retry = Resilience.retry(model.name(), left);
        try {
            return breaker.executeSupplier(() -> retry.executeSupplier(() -> inPlace(batch, left)));
        } catch (CallNotPermittedException open) {
            throw new EmbedderUnavailable("it failed again and again and is left alone for a moment");
        }
    }

    private List<Vector> inPlace(List<String> batch, Patience left) {
        try {
            if (!places.tryAcquire(left.nanos(), TimeUnit.NANOSECONDS)) {
                throw new EmbedderUnavailable("all " + settings.concurrency() + " requests at once are taken");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EmbedderUnavailable("interrupted", stopped);
        }
        try {
            return endpoint.ask(batch, left.atMost(settings.timeout()));
        } finally {
            places.release();
        }
    }

    /** Never inside a surrogate pair. */
    private String cut(String text) {
        if (text.length() <= settings.maxCharacters()) {
            return text;
        }
        int end = settings.maxCharacters();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
