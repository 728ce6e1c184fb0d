package dev.holdfast.http.support;

import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.IssuerUnavailable;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreFull;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TooStale;
import dev.holdfast.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns every failure into a problem document. The switches over the core's errors have no default, so a new kind of error does
 * not compile until it has an answer here. Nothing of an unexpected failure is shown but that it happened.
 */
public final class ProblemMapper {
    /** @param document what the caller sees */
    record Mapped(Problem problem, ProblemDocument document, List<Header> headers) {}

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int MAX_FAULTS = 32;
    private static final int MAX_TEXT = 500;

    private final Header retryAfter;
    private final Header challenge;

    ProblemMapper(HttpSettings settings) {
        this.retryAfter = new Header(
                "Retry-After", Long.toString(Math.max(1, settings.retryAfter().toSeconds())));
        this.challenge = new Header(
                "WWW-Authenticate",
                settings.resource().map(ProtectedResource::challenge).orElse("Bearer realm=\"holdfast\""));
    }

    /**
     * @param route the endpoint that failed, when it was found: it knows whether a pointer of the domain speaks of the body, the
     *     path or the query
     * @param createOnly whether the request said {@code If-None-Match: *}
     */
    Mapped map(Throwable failure, Optional<Route> route, boolean createOnly, String requestId) {
        return switch (failure) {
            case Refusal refusal ->
                mapped(refusal.problem(), text(refusal), refusal.faults(), requestId, refusal.headers());
            case DomainException refusal ->
                mapped(problem(refusal, createOnly), text(refusal), faults(refusal, route), requestId, List.of());
            case StoreException fault -> mapped(problem(fault), text(fault), List.of(), requestId, List.of());
            default ->
                mapped(
                        Problem.INTERNAL,
                        "the server failed; the request id leads to what its log says",
                        List.of(),
                        requestId,
                        List.of());
        };
    }

    /** The problem document of a failure, for answers in which it is only a part. */
    public static ProblemDocument describe(Throwable failure, String requestId) {
        return new ProblemMapper(HttpSettings.DEFAULTS)
                .map(failure, Optional.empty(), false, requestId)
                .document();
    }

    /** Whether a failure is none of the caller's, and so belongs into the log. */
    public static boolean unexpected(Throwable failure) {
        return !(failure instanceof Refusal || failure instanceof DomainException);
    }

    private static Problem problem(DomainException refusal, boolean createOnly) {
        return switch (refusal) {
            case InvalidInput invalid -> Problem.INVALID_INPUT;
            case NotFound absent -> Problem.NOT_FOUND;
            case AlreadyExists taken -> createOnly ? Problem.EXISTS_UNEXPECTEDLY : Problem.ALREADY_EXISTS;
            case StaleVersion stale -> Problem.STALE_VERSION;
            case NotPermitted forbidden -> Problem.NOT_PERMITTED;
            case NotAuthenticated unknown -> Problem.NOT_AUTHENTICATED;
            case LimitExceeded beyond -> Problem.LIMIT_EXCEEDED;
            case IdempotencyMismatch other -> Problem.IDEMPOTENCY_MISMATCH;
        };
    }

    private static Problem problem(StoreException fault) {
        return switch (fault) {
            case StoreUnavailable away -> Problem.UNAVAILABLE;
            case IssuerUnavailable away -> Problem.UNAVAILABLE;
            case OutcomeUnknown unknown -> Problem.OUTCOME_UNKNOWN;
            case DeadlineExceeded late -> Problem.DEADLINE_EXCEEDED;
            case StoreLocked locked -> Problem.LOCKED;
            case StoreBusy busy -> Problem.CONFLICT_RETRY;
            case StoreFull full -> Problem.STORE_FULL;
            case TooStale old -> Problem.TOO_STALE;
            case StoreFault broken -> Problem.INTERNAL;
        };
    }

    private static List<Fault> faults(DomainException refusal, Optional<Route> route) {
        return refusal instanceof InvalidInput invalid
                ? invalid.violations().stream()
                        .limit(MAX_FAULTS)
                        .map(violation -> placed(violation, route))
                        .toList()
                : List.of();
    }

    /** The domain speaks of {@code /namespace}; only the endpoint knows whether that stood in the body, the path or the query. */
    private static Fault placed(Violation violation, Optional<Route> route) {
        String pointer = violation.pointer();
        int slash = pointer.indexOf('/', 1);
        String root = pointer.isEmpty() ? "" : pointer.substring(1, slash < 0 ? pointer.length() : slash);
        boolean inBody =
                route.flatMap(Route::shape).flatMap(shape -> shape.field(root)).isPresent();
        if (inBody || root.isEmpty()) {
            return Fault.of(violation);
        }
        return route.flatMap(known -> parameter(known, root))
                .map(name -> Fault.inParameter(name, violation.code(), violation.message()))
                .orElseGet(() -> Fault.of(violation));
    }

    private static Optional<String> parameter(Route route, String root) {
        return route.variables().contains(root)
                ? Optional.of(root)
                : route.endpoint().query().stream()
                        .filter(parameter -> parameter.feeds().equals(root))
                        .map(QueryParameter::name)
                        .findFirst();
    }

    private Mapped mapped(
            Problem problem, String detail, List<Fault> faults, String requestId, List<Header> particular) {
        List<Header> headers = new ArrayList<>(particular);
        if (problem == Problem.NOT_AUTHENTICATED) {
            headers.add(challenge);
        }
        if (problem.retryable() && problem.status() == 503) {
            headers.add(retryAfter);
        }
        ProblemDocument document = new ProblemDocument(
                ProblemDocument.TYPE + problem.code(),
                problem.title(),
                problem.status(),
                clean(detail),
                problem.code(),
                problem.retryable(),
                requestId,
                faults.isEmpty()
                        ? Optional.empty()
                        : Optional.of(faults.stream().map(ProblemMapper::clean).toList()));
        return new Mapped(problem, document, headers);
    }

    private static String text(RuntimeException known) {
        return String.valueOf(known.getMessage());
    }

    private static Fault clean(Fault fault) {
        return new Fault(
                fault.pointer().map(ProblemMapper::clean),
                fault.parameter().map(ProblemMapper::clean),
                fault.header(),
                fault.code(),
                clean(fault.message()));
    }

    /** What a caller sent may come back in a problem: never half a surrogate pair, never at length. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        for (int i = 0; i < text.length() && clean.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                clean.append(c).append(text.charAt(++i));
            } else {
                clean.append(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return clean.toString();
    }
}
