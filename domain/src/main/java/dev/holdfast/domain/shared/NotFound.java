package dev.holdfast.domain.shared;

/** Nothing of that name is visible to the caller. What belongs to another tenant is answered exactly like this. */
public final class NotFound extends DomainException {
    private static final long serialVersionUID = 1L;

    public NotFound(String what) {
        super("not_found", what + " does not exist");
    }
}
