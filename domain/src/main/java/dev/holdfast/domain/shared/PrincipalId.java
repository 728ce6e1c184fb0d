package dev.holdfast.domain.shared;

/**
 * Who calls, inside one tenant: {@code key/<id>} for an API key, {@code token/<subject>} for an access token, {@code system/<task>} for the server itself. Opaque to
 * everything but the audit reader; 1 to 200 characters.
 */
public record PrincipalId(String value) {
    /** What the ids of those begin with that an issuer of access tokens knows. */
    public static final String TOKEN = "token/";

    public PrincipalId {
        TextRules.require("/principal", value, 1, 200);
    }

    /** The principal of work the server does by itself, such as sealing the audit chain. */
    public static PrincipalId system(String task) {
        return new PrincipalId("system/" + task);
    }

    @Override
    public String toString() {
        return value;
    }
}
