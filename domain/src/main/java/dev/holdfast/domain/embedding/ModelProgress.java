package dev.holdfast.domain.embedding;

/**
 * How far the work with a model of a tenant is.
 *
 * @param searching whether passages that were there before are still being looked through for texts without a vector, so that
 *     {@code pending} will grow
 * @param pending passages whose text waits for its vector
 * @param failed passages whose text the embedder refused too often; see {@link EmbeddingRepository#retry}
 */
public record ModelProgress(EmbeddingModel model, ModelState state, boolean searching, long pending, long failed) {
    /** Nothing is left to be done: every passage's text has its vector. */
    public boolean complete() {
        return !searching && pending == 0 && failed == 0;
    }
}
