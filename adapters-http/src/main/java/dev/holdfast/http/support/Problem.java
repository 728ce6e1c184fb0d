package dev.holdfast.http.support;

/**
 * Every kind of refusal a caller can meet, with its status and its stable code. Endpoints declare which of them they answer, and
 * the OpenAPI document lists them.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "malformed_request", "The request cannot be understood"),
    UNKNOWN_PARAMETER(400, "unknown_parameter", "A query parameter is unknown or repeated"),
    INVALID_CURSOR(400, "invalid_cursor", "The cursor does not belong to this list"),
    PRECONDITION_UNSUPPORTED(400, "precondition_unsupported", "This precondition is not supported here"),
    NOT_AUTHENTICATED(401, "not_authenticated", "A valid API key is required"),
    NOT_PERMITTED(403, "not_permitted", "This key may not do that"),
    ORIGIN_NOT_ALLOWED(403, "origin_not_allowed", "Requests of this web origin are not allowed"),
    NOT_FOUND(404, "not_found", "There is nothing of that name"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This resource does not have that method"),
    NOT_ACCEPTABLE(406, "not_acceptable", "No acceptable media type can be answered"),
    REQUEST_TIMEOUT(408, "request_timeout", "The request took too long to arrive"),
    ALREADY_EXISTS(409, "already_exists", "There is something of that name already"),
    LOCKED(409, "locked", "Another change holds this row"),
    EXISTS_UNEXPECTEDLY(412, "already_exists", "There is something of that name already"),
    STALE_VERSION(412, "stale_version", "The version is not the current one"),
    BODY_TOO_LARGE(413, "body_too_large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The body must be JSON"),
    MISDIRECTED_REQUEST(421, "misdirected_request", "This server does not answer for that host name"),
    INVALID_INPUT(422, "invalid_input", "The input breaks the rules"),
    LIMIT_EXCEEDED(422, "limit_exceeded", "A documented limit is exceeded"),
    IDEMPOTENCY_MISMATCH(422, "idempotency_mismatch", "The idempotency key was used for another request"),
    RATE_LIMITED(429, "rate_limited", "This key makes too many requests"),
    PROTOCOL_ERROR(400, "protocol_error", "This is not proper HTTP"),
    INTERNAL(500, "internal", "The server failed"),
    OVERLOADED(503, "overloaded", "The server is busy"),
    UNAVAILABLE(503, "unavailable", "The store cannot be reached"),
    CONFLICT_RETRY(503, "conflict_retry", "Concurrent changes kept colliding"),
    TOO_STALE(503, "too_stale", "What can be read is older than the request allows"),
    OUTCOME_UNKNOWN(503, "outcome_unknown", "The change may or may not have happened"),
    DEADLINE_EXCEEDED(503, "deadline_exceeded", "The request ran out of time"),
    STORE_FULL(507, "store_full", "The store is out of space");

    private final int status;
    private final String code;
    private final String title;

    Problem(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Whether the same request may be sent again without harm and may then succeed. */
    public boolean retryable() {
        return switch (this) {
            case REQUEST_TIMEOUT,
                    LOCKED,
                    RATE_LIMITED,
                    OVERLOADED,
                    UNAVAILABLE,
                    CONFLICT_RETRY,
                    TOO_STALE,
                    OUTCOME_UNKNOWN,
                    DEADLINE_EXCEEDED -> true;
            case MALFORMED_REQUEST,
                    UNKNOWN_PARAMETER,
                    INVALID_CURSOR,
                    PRECONDITION_UNSUPPORTED,
                    NOT_AUTHENTICATED,
                    NOT_PERMITTED,
                    ORIGIN_NOT_ALLOWED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    ALREADY_EXISTS,
                    EXISTS_UNEXPECTEDLY,
                    STALE_VERSION,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    MISDIRECTED_REQUEST,
                    INVALID_INPUT,
                    LIMIT_EXCEEDED,
                    IDEMPOTENCY_MISMATCH,
                    PROTOCOL_ERROR,
                    INTERNAL,
                    STORE_FULL -> false;
        };
    }
}
