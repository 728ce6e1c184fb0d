package dev.holdfast.domain.shared;

/** The keys by which access tokens are checked cannot be had from their issuer; nothing was changed. */
public final class IssuerUnavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public IssuerUnavailable(Throwable cause) {
        super("unavailable", true, "access tokens cannot be checked right now; nothing was changed", cause);
    }
}
