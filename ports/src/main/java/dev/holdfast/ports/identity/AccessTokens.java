package dev.holdfast.ports.identity;

/** Checks access tokens that an issuer outside gave out. Safe for use by many threads. */
@FunctionalInterface
public interface AccessTokens {
    /**
     * Who presents {@code token}, in a tenant that exists. Nothing is sent to the issuer: the token is checked by keys that were
     * fetched before, or are now, in bounded time.
     *
     * @throws dev.holdfast.domain.shared.NotAuthenticated unless the token is from the issuer, for this server, good now, and of a
     *     tenant; it never says which
     * @throws dev.holdfast.domain.shared.IssuerUnavailable when the issuer's keys cannot be had
     */
    Caller caller(String token);
}
