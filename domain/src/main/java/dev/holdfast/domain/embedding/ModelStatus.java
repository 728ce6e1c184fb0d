package dev.holdfast.domain.embedding;

import java.time.Instant;

/**
 * A model of a tenant, and how far the work with it is.
 *
 * @param searching whether passages that were there before are still being looked through for texts without a vector, so that
 *     {@code pending} will grow
 * @param ready vectors there are, whatever they belong to
 * @param pending passages whose text waits for its vector
 * @param failed passages whose text the embedder refused too often; see {@link EmbeddingRepository#retry}
 * @param since when the tenant first knew the model
 */
public record ModelStatus(
        EmbeddingModel model,
        ModelState state,
        boolean searching,
        long ready,
        long pending,
        long failed,
        Instant since) {
    /** Nothing is left to be done: every passage's text has its vector. */
    public boolean complete() {
        return !searching && pending == 0 && failed == 0;
    }
}
