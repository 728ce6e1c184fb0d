package dev.holdfast.ports.embedding;

import java.time.Duration;
import java.util.Optional;

/** It is asked too much. */
public final class EmbedderRateLimited extends EmbedderException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    public EmbedderRateLimited(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** After how long it wants to be asked again, if it said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
