package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Staleness;
import java.time.Duration;
import java.util.Optional;

/** How callers say how old an answer may be, and are told how old it is: in whole seconds, never too few. */
final class Stalenesses {
    static final String WISH = "Holdfast-Max-Staleness";
    static final String TOLD = "Holdfast-Staleness";

    /** Nobody can want a copy that is older. */
    static final int LONGEST_SECONDS = 86_400;

    private Stalenesses() {}

    /** What {@code request} allows: nothing that changes anything is decided by what is old. */
    static Staleness of(Incoming request, Endpoint<?> endpoint) {
        if (!endpoint.mayBeStale()) {
            return Staleness.NONE;
        }
        return request.header(WISH)
                .map(text -> Staleness.upTo(seconds(text), System::nanoTime))
                .orElseGet(() -> Staleness.ifNeedBe(System::nanoTime));
    }

    /** How old what is known of an operator's key may be: of nothing that leaves a trace. */
    static Staleness ofOperators(Endpoint<?> endpoint) {
        return endpoint.audit() == AuditRule.NONE ? Staleness.ifNeedBe(System::nanoTime) : Staleness.NONE;
    }

    private static Duration seconds(String text) {
        boolean number = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(text) > LONGEST_SECONDS) {
            throw Refusal.of(
                    Problem.MALFORMED_REQUEST,
                    Fault.inHeader(WISH, "out_of_range", "the greatest age is 0 to " + LONGEST_SECONDS + " seconds"));
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    /** What an answer says that is not of the newest alone, if it is given now. */
    static Optional<Header> told(Staleness staleness) {
        return staleness.oldest().map(age -> new Header(TOLD, Long.toString(Call.seconds(age))));
    }
}
