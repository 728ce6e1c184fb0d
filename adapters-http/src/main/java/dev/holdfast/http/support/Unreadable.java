package dev.holdfast.http.support;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** What is said of a body that the parser cannot read. */
final class Unreadable {
    private Unreadable() {}

    static RuntimeException because(JacksonException reason) {
        if (reason instanceof StreamConstraintsException) {
            return Refusal.of(
                    Problem.MALFORMED_REQUEST,
                    Fault.at(
                            "",
                            "too_deep",
                            "JSON may nest " + JsonDocument.MAX_DEPTH
                                    + " levels deep, its numbers may have 1,000 digits"));
        }
        // The parser itself refuses half a surrogate pair in a name, and only its words tell that from other
        // faults.
        return String.valueOf(reason.getOriginalMessage()).contains("surrogate")
                ? InvalidInput.of("", "lone_surrogate", "a name has half of a surrogate pair" + at(reason))
                : Refusal.of(Problem.MALFORMED_REQUEST, Fault.at("", "not_json", "the body is not JSON" + at(reason)));
    }

    private static String at(JacksonException reason) {
        return reason.getLocation() == null
                ? ""
                : " (line " + reason.getLocation().getLineNr() + ", column "
                        + reason.getLocation().getColumnNr() + ")";
    }
}
