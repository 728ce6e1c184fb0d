package dev.holdfast.app.secrets;

import org.jspecify.annotations.Nullable;

/** The master secret cannot be had. Says what is wrong and what to do; both are written for the operator. */
public final class SecretUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    SecretUnusableException(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
