package dev.holdfast.ports.embedding;

/**
 * An embedder made no vectors. Nothing that was written is lost by it: texts wait, and questions are answered by their words.
 * The message is safe to show: it names no secret and nothing of a text.
 */
public abstract sealed class EmbedderException extends RuntimeException
        permits EmbedderUnavailable, EmbedderRateLimited, EmbedderRefused, WrongDimension {
    private static final long serialVersionUID = 1L;

    EmbedderException(String message, Throwable cause) {
        super(message, cause);
    }

    EmbedderException(String message) {
        // What an embedder says is an answer, not a fault of this program: where it was asked tells nothing.
        super(message, null, false, false);
    }

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
