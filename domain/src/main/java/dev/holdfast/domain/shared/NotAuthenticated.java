package dev.holdfast.domain.shared;

/** The caller is not known: no credential, or one that is malformed, unknown, expired or revoked. It never says which. */
public final class NotAuthenticated extends DomainException {
    private static final long serialVersionUID = 1L;

    public NotAuthenticated() {
        super("not_authenticated", "a valid API key is required");
    }
}
