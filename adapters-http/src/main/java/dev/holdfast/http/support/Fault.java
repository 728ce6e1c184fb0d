package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Violation;
import java.util.Optional;

/**
 * One thing wrong with a request, as a problem document lists it. At most one of the three places is given.
 *
 * @param pointer JSON pointer into the body
 * @param parameter name of a path or query parameter
 * @param header name of a header
 * @param code stable machine-readable reason
 * @param message what would be right, for a person
 */
public record Fault(
        Optional<String> pointer, Optional<String> parameter, Optional<String> header, String code, String message) {
    public static Fault at(String pointer, String code, String message) {
        return new Fault(Optional.of(pointer), Optional.empty(), Optional.empty(), code, message);
    }

    public static Fault inParameter(String parameter, String code, String message) {
        return new Fault(Optional.empty(), Optional.of(parameter), Optional.empty(), code, message);
    }

    public static Fault inHeader(String header, String code, String message) {
        return new Fault(Optional.empty(), Optional.empty(), Optional.of(header), code, message);
    }

    static Fault of(Violation violation) {
        return at(violation.pointer(), violation.code(), violation.message());
    }
}
