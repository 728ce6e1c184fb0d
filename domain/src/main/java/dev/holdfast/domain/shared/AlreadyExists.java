package dev.holdfast.domain.shared;

/** A create found something with that name there already. */
public final class AlreadyExists extends DomainException {
    private static final long serialVersionUID = 1L;

    public AlreadyExists(String what) {
        super("already_exists", what + " exists already");
    }
}
