package dev.holdfast.http.operations;

import dev.holdfast.http.support.Problem;

/**
 * What people who got a problem want to know of it.
 *
 * @param meaning when it is answered, and what has happened to the request
 * @param remedy what to do next
 */
record ProblemAdvice(String meaning, String remedy) {
    static ProblemAdvice on(Problem problem) {
        return switch (problem) {
            case MALFORMED_REQUEST ->
                of(
                        "The body is not JSON of the documented form, or a header or a part of the path is not as it has to be. Nothing was changed.",
                        "`errors` points to the place. The form of each request is at /docs; fields that are not there are refused, not ignored.");
            case UNKNOWN_PARAMETER ->
                of(
                        "The query has a parameter that this operation does not have, or one twice.",
                        "`errors` names it. Compare with the operation at /docs.");
            case INVALID_CURSOR ->
                of(
                        "The cursor was not given by this list, or was altered, or the other parameters are not those of the page before.",
                        "Begin again without a cursor, and send the other parameters unchanged with each page.");
            case PRECONDITION_UNSUPPORTED ->
                of(
                        "A header such as If-Match is not understood by this operation, and would have been ignored.",
                        "Leave it out, or send the form that the operation has at /docs.");
            case NOT_AUTHENTICATED ->
                of(
                        "There is no key, or it is unknown, expired or revoked. Which of these is not told.",
                        "Send `Authorization: Bearer <key>`. `holdfast keys list` shows which keys there are, `holdfast keys create` makes one.");
            case NOT_PERMITTED ->
                of(
                        "The key is good, but its role, its permissions or its namespaces do not allow this. The refusal is in the audit.",
                        "GET /v1/whoami tells what the key may do. An administrator can make another.");
            case ORIGIN_NOT_ALLOWED ->
                of(
                        "A page of a web origin that is not on the list sent this request.",
                        "The operator allows origins with `HOLDFAST_ALLOWED_ORIGINS`.");
            case NOT_FOUND ->
                of(
                        "There is no such path, or nothing of that name that the key may see. What belongs to others looks the same as what does not exist.",
                        "Look at spelling and escapes: in a path, a slash in a namespace is %2F. Lists show what there is.");
            case METHOD_NOT_ALLOWED ->
                of("The resource is there, but not for that method.", "The header `Allow` names its methods.");
            case NOT_ACCEPTABLE ->
                of(
                        "The header Accept leaves no form in which this could be answered.",
                        "Accept application/json, or leave the header out.");
            case REQUEST_TIMEOUT ->
                of(
                        "The request did not arrive in time: the connection is slow, or less was sent than Content-Length said. Nothing was changed.",
                        "Send it again; send large batches in smaller ones.");
            case ALREADY_EXISTS, EXISTS_UNEXPECTEDLY ->
                of(
                        "Something of that name is there, and the request said that nothing must be.",
                        "Read what is there, and update it with `If-Match`, or choose another name.");
            case LOCKED ->
                of(
                        "Another request is changing the same row and did not end in time. Nothing was changed.",
                        "Send it again after a moment.");
            case STALE_VERSION ->
                of(
                        "It was changed since it was read. The change of the other stands, and this one was not made.",
                        "Read it again, decide anew, and send the new version in `If-Match`.");
            case BODY_TOO_LARGE ->
                of(
                        "The body is larger than this operation takes. It was not read.",
                        "Send less at once. Contents of one memory are at most 256 KiB; batches and ingests may be split anywhere.");
            case UNSUPPORTED_MEDIA_TYPE ->
                of(
                        "The body is declared as something other than what the operation reads.",
                        "Send `Content-Type: application/json`, or the type that the operation has at /docs.");
            case MISDIRECTED_REQUEST ->
                of(
                        "The request names a host that this server does not answer for, as happens when a web page is made to reach it by a name of its own.",
                        "Use the address that the server printed, or let the operator add the name with `HOLDFAST_ALLOWED_HOSTS`.");
            case INVALID_INPUT ->
                of(
                        "The request is well formed, but a value breaks a rule. Nothing was changed.",
                        "`errors` has every value that does, each with a pointer, a code and the rule.");
            case LIMIT_EXCEEDED ->
                of(
                        "A documented limit would be exceeded, such as how many there may be of something.",
                        "`detail` names the limit. Delete what is not needed, or ask the operator.");
            case IDEMPOTENCY_MISMATCH ->
                of(
                        "The Idempotency-Key was used before, for another request. Nothing was changed now.",
                        "Use a new key for each new request, and the same key only to send the very same again.");
            case RATE_LIMITED ->
                of(
                        "The key makes more requests than it may in a while.",
                        "Wait as many seconds as `Retry-After` says. The operator sets the rate with `HOLDFAST_KEY_RATE`.");
            case PROTOCOL_ERROR ->
                of(
                        "What came is not proper HTTP, so that nothing of it was worked on.",
                        "Look at what stands between client and server; `curl -v` with the same address helps to compare.");
            case INTERNAL ->
                of(
                        "The server failed in a way it does not know. What was being changed was undone.",
                        "The operator finds the reason in the log, by the `request_id`. It is a bug worth reporting.");
            case OVERLOADED ->
                of(
                        "The server has as much to do as it can. The request was not begun.",
                        "Send it again after `Retry-After` seconds. If it stays so, give the server more: memory, connections (`HOLDFAST_POOL_SIZE`) or another node.");
            case UNAVAILABLE ->
                of(
                        "The database cannot be reached or does not take the request. Nothing was changed.",
                        "Send it again after `Retry-After` seconds. The operator: GET /readyz?verbose and `holdfast doctor` tell what is wrong.");
            case CONFLICT_RETRY ->
                of(
                        "Others changed the same at the same time, again and again. Nothing was changed.",
                        "Send it again after a moment.");
            case TOO_STALE ->
                of(
                        "The database cannot be reached, and what its replica has is older than `Holdfast-Max-Staleness` allows.",
                        "Send it again after as many seconds as `Retry-After` says, or allow more.");
            case OUTCOME_UNKNOWN ->
                of(
                        "The connection to the database broke while it committed: the change may be there or not.",
                        "Send the same with the same `Idempotency-Key`: it is done once, whichever it was. Without one, read first.");
            case DEADLINE_EXCEEDED ->
                of(
                        "The time that the request may take ended (`X-Request-Timeout-Ms`, else the server's). Nothing was changed.",
                        "Ask for less at once, or allow more time.");
            case STORE_FULL ->
                of(
                        "The disk of the database is full. Nothing was changed; reading still works.",
                        "The operator makes room; the server goes on by itself.");
        };
    }

    private static ProblemAdvice of(String meaning, String remedy) {
        return new ProblemAdvice(meaning, remedy);
    }
}
