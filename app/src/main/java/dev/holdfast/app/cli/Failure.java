package dev.holdfast.app.cli;

import dev.holdfast.app.config.ConfigurationException;
import dev.holdfast.app.embedded.EmbeddedPostgresException;
import dev.holdfast.app.secrets.SecretUnusableException;
import dev.holdfast.app.serve.ListeningException;
import dev.holdfast.app.storage.StorageUnavailableException;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.postgres.operations.BackupException;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.SchemaRefusal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command that did not come to its end, in words for an operator: one line that says what is wrong, one that says what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String hint;

    Failure(int exitCode, String message, String hint) {
        this(exitCode, message, hint, null);
    }

    private Failure(int exitCode, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    int exitCode() {
        return exitCode;
    }

    /** What to do; may be empty. */
    String hint() {
        return hint;
    }

    static Failure of(Exception failure) {
        return switch (failure) {
            case Failure known -> known;
            case ConfigurationException wrong ->
                new Failure(
                        ExitCode.USAGE,
                        "the configuration is wrong:\n"
                                + wrong.problems().stream()
                                        .map(problem -> "  " + problem)
                                        .collect(Collectors.joining("\n")),
                        "`holdfast config --reference` describes every setting.",
                        wrong);
            case EmbeddedPostgresException trouble -> unavailable(trouble, trouble.hint());
            case SecretUnusableException trouble -> unavailable(trouble, trouble.hint());
            case ListeningException trouble -> unavailable(trouble, trouble.hint());
            case StorageUnavailableException trouble -> unavailable(trouble, trouble.hint());
            case BackupException refused ->
                new Failure(ExitCode.CHECK_FAILED, refused.getMessage(), refused.hint(), refused);
            case SchemaRefusal refusal ->
                new Failure(ExitCode.CHECK_FAILED, refusal.getMessage(), refusal.next(), refusal);
            case DatabaseException trouble -> unavailable(trouble, "Run it again with --verbose to see why.");
            case StoreException trouble -> unavailable(trouble, "`holdfast doctor` looks for the reason.");
            case DomainException refusal -> new Failure(exitCodeOf(refusal), refusal.getMessage(), "", refusal);
            default ->
                new Failure(
                        ExitCode.CHECK_FAILED,
                        "internal error: " + failure,
                        "Run it again with --verbose to see where, and report it.",
                        failure);
        };
    }

    private static Failure unavailable(Exception trouble, String hint) {
        return new Failure(ExitCode.UNAVAILABLE, String.valueOf(trouble.getMessage()), hint, trouble);
    }

    private static int exitCodeOf(DomainException refusal) {
        return switch (refusal) {
            case InvalidInput malformed -> ExitCode.USAGE;
            case LimitExceeded tooMuch -> ExitCode.USAGE;
            case AlreadyExists taken -> ExitCode.CHECK_FAILED;
            case IdempotencyMismatch other -> ExitCode.CHECK_FAILED;
            case NotAuthenticated stranger -> ExitCode.CHECK_FAILED;
            case NotFound missing -> ExitCode.CHECK_FAILED;
            case NotPermitted refused -> ExitCode.CHECK_FAILED;
            case StaleVersion stale -> ExitCode.CHECK_FAILED;
        };
    }
}
