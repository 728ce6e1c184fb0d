package dev.holdfast.domain.shared;

/**
 * One thing wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) to the field, {@code ""} for the whole input
 * @param code stable machine-readable reason, such as {@code too_long}
 * @param message what would be right, for a person
 */
public record Violation(String pointer, String code, String message) {
    Violation under(String prefix) {
        return new Violation(prefix + pointer, code, message);
    }
}
