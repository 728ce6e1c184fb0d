package dev.holdfast.http.support;

import java.util.Optional;

/** The trace a request belongs to, from the {@code traceparent} header of W3C Trace Context. A malformed one is ignored. */
final class TraceParent {
    private static final int LENGTH = 55;

    private TraceParent() {}

    /** The 32 digits that name the trace. */
    static Optional<String> traceId(Optional<String> header) {
        return header.filter(TraceParent::wellFormed).map(text -> text.substring(3, 35));
    }

    private static boolean wellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && text.charAt(35) == '-'
                && text.charAt(52) == '-'
                && isId(text, 3, 35)
                && isId(text, 36, 52)
                && isHex(text, 53, LENGTH);
    }

    private static boolean isId(String text, int from, int to) {
        boolean allZero = true;
        for (int i = from; i < to; i++) {
            allZero &= text.charAt(i) == '0';
        }
        return !allZero && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
