package dev.holdfast.domain.shared;

import java.util.Comparator;

/**
 * The order of texts by Unicode code point, which is the order of their UTF-8 bytes and so that of PostgreSQL's
 * {@code COLLATE "C"}. {@link String#compareTo} differs from it for characters beyond U+FFFF.
 */
public final class CodePointOrder {
    public static final Comparator<String> COMPARATOR = CodePointOrder::compare;

    private CodePointOrder() {}

    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Integer.compare(rank(l), rank(r));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    // Surrogates stand for code points above every other char, so they sort last.
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
