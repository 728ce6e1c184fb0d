package dev.holdfast.domain.embedding;

import java.time.Instant;

/**
 * A model of a tenant, and how far the work with it is.
 *
 * @param ready vectors there are, whatever they belong to
 * @param indexed whether the store finds the nearest of its vectors (by cosine) without comparing all
 * @param since when the tenant first knew the model
 */
public record ModelStatus(ModelProgress progress, long ready, boolean indexed, Instant since) {
    public EmbeddingModel model() {
        return progress.model();
    }

    public ModelState state() {
        return progress.state();
    }

    public boolean searching() {
        return progress.searching();
    }

    public long pending() {
        return progress.pending();
    }

    public long failed() {
        return progress.failed();
    }

    /** Nothing is left to be done: every passage's text has its vector. */
    public boolean complete() {
        return progress.complete();
    }
}
