package dev.holdfast.app.module;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderException;
import dev.holdfast.ports.embedding.EmbedderRateLimited;
import dev.holdfast.ports.embedding.EmbedderRefused;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import dev.holdfast.ports.embedding.WrongDimension;
import java.time.Duration;
import java.util.List;

/** Counts what an embedder is asked, how long it takes, and how it fails. */
final class MeasuredEmbedder implements Embedder {
    private static final String FAILURES = "holdfast.embedder.failures.";

    private final Embedder embedder;
    private final MetricRegistry metrics;
    private final Timer requests;

    MeasuredEmbedder(Embedder embedder, MetricRegistry metrics) {
        this.embedder = embedder;
        this.metrics = metrics;
        this.requests = metrics.timer("holdfast.embedder.requests");
        List.of("unavailable", "rate_limited", "refused", "wrong_dimension")
                .forEach(kind -> metrics.counter(FAILURES + kind));
    }

    @Override
    public EmbeddingModel model() {
        return embedder.model();
    }

    @Override
    public List<Vector> embed(List<String> texts, Duration patience) {
        try (Timer.Context measured = requests.time()) {
            return embedder.embed(texts, patience);
        } catch (EmbedderException failed) {
            metrics.counter(FAILURES + kind(failed)).inc();
            throw failed;
        }
    }

    private static String kind(EmbedderException failed) {
        return switch (failed) {
            case EmbedderUnavailable unavailable -> "unavailable";
            case EmbedderRateLimited limited -> "rate_limited";
            case EmbedderRefused refused -> "refused";
            case WrongDimension wrong -> "wrong_dimension";
        };
    }
}
