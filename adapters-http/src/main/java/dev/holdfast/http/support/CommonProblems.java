package dev.holdfast.http.support;

import java.util.Set;

/** What endpoints of one kind may answer, whatever else they do. */
final class CommonProblems {
    static final Set<Problem> OF_EVERY_ENDPOINT = Set.of(
            Problem.MALFORMED_REQUEST,
            Problem.UNKNOWN_PARAMETER,
            Problem.ORIGIN_NOT_ALLOWED,
            Problem.NOT_ACCEPTABLE,
            Problem.MISDIRECTED_REQUEST,
            Problem.INTERNAL);

    static final Set<Problem> OF_CALLS_WITH_A_KEY = Set.of(
            Problem.NOT_AUTHENTICATED,
            Problem.NOT_PERMITTED,
            Problem.INVALID_INPUT,
            Problem.LOCKED,
            Problem.RATE_LIMITED,
            Problem.OVERLOADED,
            Problem.UNAVAILABLE,
            Problem.CONFLICT_RETRY,
            Problem.DEADLINE_EXCEEDED,
            Problem.OUTCOME_UNKNOWN,
            Problem.STORE_FULL);

    /** What a copy of the store may answer. */
    static final Set<Problem> OF_READS = Set.of(Problem.TOO_STALE);

    static final Set<Problem> OF_BODIES =
            Set.of(Problem.REQUEST_TIMEOUT, Problem.BODY_TOO_LARGE, Problem.UNSUPPORTED_MEDIA_TYPE);

    static final Set<Problem> OF_CHANGES = Set.of(Problem.IDEMPOTENCY_MISMATCH, Problem.PRECONDITION_UNSUPPORTED);

    private CommonProblems() {}
}
