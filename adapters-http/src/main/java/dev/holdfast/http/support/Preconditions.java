package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conditional headers of one request. Entity tags are versions: {@code "7"}.
 *
 * @param ifMatch the version a change is based on
 * @param ifNone {@code If-None-Match: *}: on a change, nothing of that name may be there
 * @param seen the versions the caller has; by RFC 9110 a weak tag names the same version here
 */
record Preconditions(Optional<Revision> ifMatch, boolean ifNone, List<Revision> seen) {
    static final Preconditions NONE = new Preconditions(Optional.empty(), false, List.of());

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";

    static String etag(Revision version) {
        return "\"" + version.value() + "\"";
    }

    /** @throws Refusal when a header is malformed, or a change is made conditional in a way that is not understood */
    static Preconditions of(Incoming request, Endpoint<?> endpoint) {
        Optional<String> match = request.header(IF_MATCH);
        Optional<String> noneMatch = request.header(IF_NONE_MATCH);
        if (match.isEmpty() && noneMatch.isEmpty()) {
            return NONE;
        }
        if (endpoint.idempotency() == IdempotencyRule.SAFE) {
            return endpoint.conditions().contains(Condition.IF_CHANGED) && noneMatch.isPresent()
                    ? seen(noneMatch.get())
                    : NONE;
        }
        if (match.isPresent() && noneMatch.isPresent()) {
            throw unsupported(IF_MATCH, "If-Match and If-None-Match contradict each other");
        }
        return match.isPresent()
                ? new Preconditions(Optional.of(expected(match.get(), endpoint.conditions())), false, List.of())
                : createOnly(noneMatch.orElseThrow(), endpoint.conditions());
    }

    private static Revision expected(String header, Set<Condition> understood) {
        if (!understood.contains(Condition.IF_MATCH)) {
            throw unsupported(IF_MATCH, "this operation cannot be made conditional with If-Match");
        }
        if (header.equals("*")) {
            throw unsupported(IF_MATCH, "If-Match: * is not supported; name the version that was read");
        }
        List<Tag> tags = tags(IF_MATCH, header);
        if (tags.size() != 1) {
            throw unsupported(IF_MATCH, "If-Match takes one version");
        }
        Tag tag = tags.get(0);
        if (tag.weak() || tag.version().isEmpty()) {
            throw Refusal.of(
                    Problem.STALE_VERSION,
                    Fault.inHeader(IF_MATCH, "never_matches", "a weak or foreign entity tag matches no version"));
        }
        return tag.version().get();
    }

    private static Preconditions createOnly(String header, Set<Condition> understood) {
        if (!understood.contains(Condition.CREATE_ONLY)) {
            throw unsupported(IF_NONE_MATCH, "this operation cannot be made conditional with If-None-Match");
        }
        if (!header.equals("*")) {
            throw unsupported(
                    IF_NONE_MATCH, "a change takes If-None-Match: * only, which means: create, never replace");
        }
        return new Preconditions(Optional.empty(), true, List.of());
    }

    private static Preconditions seen(String header) {
        return header.equals("*")
                ? new Preconditions(Optional.empty(), true, List.of())
                : new Preconditions(
                        Optional.empty(),
                        false,
                        tags(IF_NONE_MATCH, header).stream()
                                .flatMap(tag -> tag.version().stream())
                                .toList());
    }

    private record Tag(boolean weak, Optional<Revision> version) {}

    private static List<Tag> tags(String name, String header) {
        List<Tag> tags = new ArrayList<>(1);
        int at = 0;
        while (at < header.length()) {
            boolean weak = header.startsWith("W/", at);
            int open = weak ? at + 2 : at;
            int close = open < header.length() && header.charAt(open) == '"' ? header.indexOf('"', open + 1) : -1;
            if (close < 0) {
                throw malformed(name);
            }
            tags.add(new Tag(weak, version(header.substring(open + 1, close))));
            at = close + 1;
            while (at < header.length() && (header.charAt(at) == ',' || header.charAt(at) == ' ')) {
                at++;
            }
        }
        if (tags.isEmpty()) {
            throw malformed(name);
        }
        return tags;
    }

    private static Optional<Revision> version(String opaque) {
        if (opaque.isEmpty() || opaque.length() > 18 || opaque.charAt(0) == '0') {
            return Optional.empty();
        }
        long version = 0;
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            version = version * 10 + (c - '0');
        }
        return Optional.of(new Revision(version));
    }

    private static Refusal malformed(String name) {
        return Refusal.of(
                Problem.MALFORMED_REQUEST,
                Fault.inHeader(name, "malformed", "an entity tag is a version in double quotes"));
    }

    private static Refusal unsupported(String name, String message) {
        return Refusal.of(Problem.PRECONDITION_UNSUPPORTED, Fault.inHeader(name, "unsupported", message));
    }
}
