package dev.holdfast.domain.knowledge;

/** A stretch of a text, from {@code start} to before {@code end}. */
record Span(int start, int end) {
    String in(String text) {
        return text.substring(start, end);
    }

    /** Without the blanks around it; empty if there is nothing else. */
    Span stripped(String text) {
        Span begun = new Span(firstInk(text, start, end), end);
        return begun.strippedAfter(text);
    }

    /** Without the blanks at its end. */
    Span strippedAfter(String text) {
        int to = end;
        while (to > start && blank(text.charAt(to - 1))) {
            to--;
        }
        return new Span(start, to);
    }

    boolean isEmpty() {
        return start >= end;
    }

    /** The first character from {@code start} on that is not blank; {@code end} if there is none. */
    static int firstInk(String text, int start, int end) {
        int at = start;
        while (at < end && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** White space and control characters: what may be lost between chunks. */
    static boolean blank(char c) {
        return c <= ' ' || Character.isWhitespace(c);
    }
}
