package dev.holdfast.domain.shared;

/** The caller is known, and may not do this. */
public final class NotPermitted extends DomainException {
    private static final long serialVersionUID = 1L;

    public NotPermitted(String message) {
        super("not_permitted", message);
    }
}
