package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;

/** The body of every refusal, after RFC 9457. {@code code}, not {@code title} or {@code detail}, is for programs. */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        boolean retryable,
        String requestId,
        Optional<List<Fault>> errors) {
    /** Before the code, the address of the page about that kind of problem, relative to the server. */
    public static final String TYPE = "/problems/";

    /** What a problem of that kind looks like. */
    public static ProblemDocument example(Problem kind) {
        return new ProblemDocument(
                TYPE + kind.code(),
                kind.title(),
                kind.status(),
                "what is wrong with this request in particular",
                kind.code(),
                kind.retryable(),
                "0190b6c8-5f5e-4a00-8000-5e1f00c0ffee",
                Optional.empty());
    }
}
