package dev.holdfast.domain.embedding;

/**
 * A text that got no vector although it was tried often.
 *
 * @param reason of the last attempt
 */
public record FailedText(TextOwner owner, ContentHash hash, int attempts, String reason) {}
