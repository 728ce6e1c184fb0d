package dev.holdfast.domain.shared;

import java.util.regex.Pattern;

/**
 * The isolation boundary. A short readable name, {@code [a-z0-9][a-z0-9-]{0,62}}, chosen once by the operator; it comes
 * from the caller's credential and never from an argument of a request.
 */
public record TenantId(String value) implements Comparable<TenantId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw InvalidInput.of(
                    "/tenant",
                    "malformed",
                    "a tenant is 1 to 63 of a-z, 0-9 and '-', and begins with a letter or a digit");
        }
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
