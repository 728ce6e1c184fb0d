package dev.holdfast.ports.embedding;

/** It cannot be reached, does not answer in time, or answers nonsense. Later it may. */
public final class EmbedderUnavailable extends EmbedderException {
    private static final long serialVersionUID = 1L;

    public EmbedderUnavailable(String message) {
        super(message);
    }

    public EmbedderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
