package dev.holdfast.domain.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects everything wrong with one input, so that a caller can mend it all at once. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>(0);

    public Violations add(Optional<Violation> violation) {
        violation.ifPresent(found::add);
        return this;
    }

    public Violations addIf(boolean wrong, String pointer, String code, String message) {
        if (wrong) {
            found.add(new Violation(pointer, code, message));
        }
        return this;
    }

    /** @throws InvalidInput when anything was found */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInput(List.copyOf(found));
        }
    }
}
