package dev.holdfast.domain.embedding;

import java.util.Optional;

/**
 * A text that waits for its vector, taken by one worker.
 *
 * @param hash of the text
 * @param attempts how often it was taken, this time included
 * @param text empty when nothing is to be embedded: the owner is gone or has another text by now, or the text has its vector
 */
public record PendingText(TextOwner owner, ContentHash hash, int attempts, Optional<String> text) {}
