package dev.holdfast.domain.shared;

import java.util.Optional;

/** A change was based on a version that is no longer the current one. */
public final class StaleVersion extends DomainException {
    private static final long serialVersionUID = 1L;

    private final Revision expected;
    private final transient Optional<Revision> current;

    public StaleVersion(String what, Revision expected, Optional<Revision> current) {
        super(
                "stale_version",
                what + " is not at version " + expected
                        + current.map(version -> " but at " + version).orElse("")
                        + "; read it again and repeat the change on what is there");
        this.expected = expected;
        this.current = current;
    }

    public Revision expected() {
        return expected;
    }

    public Optional<Revision> current() {
        return current;
    }
}
