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
        Optional<List<Fault>> errors) {}
