package dev.holdfast.app.embedded;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be had. Says what is wrong and what to do next; both are written for the operator. */
public final class EmbeddedPostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Problem {
        /** Another process serves this home folder. */
        HOME_IN_USE,
        /** Another program listens on the port. */
        PORT_TAKEN,
        /** No PostgreSQL is bundled for this operating system and processor. */
        UNSUPPORTED_PLATFORM,
        /** PostgreSQL refuses to run as root and this machine offers no way around it. */
        ROOT_REFUSED,
        /** The data folder is damaged, of another version, or in use by a foreign PostgreSQL. */
        DATA_UNUSABLE,
        /** The password on disk is not the one of the database. */
        PASSWORD_REFUSED,
        /** PostgreSQL ended while starting. */
        START_FAILED,
        /** It is not there in time. */
        TIMEOUT,
        /** A file or folder in the home could not be read or written. */
        FILES,
        /** The waiting thread was interrupted. */
        INTERRUPTED
    }

    private final Problem problem;
    private final String hint;

    EmbeddedPostgresException(Problem problem, String message, String hint) {
        this(problem, message, hint, null);
    }

    EmbeddedPostgresException(Problem problem, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = Objects.requireNonNull(problem, "problem");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    static EmbeddedPostgresException interrupted() {
        Thread.currentThread().interrupt();
        return new EmbeddedPostgresException(
                Problem.INTERRUPTED,
                "Interrupted while waiting for the embedded PostgreSQL.",
                "Run the command again.");
    }

    static EmbeddedPostgresException files(String what, Exception cause) {
        return new EmbeddedPostgresException(
                Problem.FILES,
                what + ": " + cause,
                "Check that the home folder is writable by this user and that the disk is not full.",
                cause);
    }

    public Problem problem() {
        return problem;
    }

    /** What the operator can do about it, in one or two sentences. */
    public String hint() {
        return hint;
    }
}
