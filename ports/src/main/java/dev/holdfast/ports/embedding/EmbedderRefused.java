package dev.holdfast.ports.embedding;

/** It answers, and will not do this, however often it is asked. */
public final class EmbedderRefused extends EmbedderException {
    private static final long serialVersionUID = 1L;

    private final boolean becauseOfTexts;

    /** @param becauseOfTexts whether other texts may please it; otherwise its configuration is wrong (key, address, model) */
    public EmbedderRefused(String message, boolean becauseOfTexts) {
        super(message);
        this.becauseOfTexts = becauseOfTexts;
    }

    public boolean becauseOfTexts() {
        return becauseOfTexts;
    }
}
