package dev.holdfast.domain.shared;

import java.util.List;

/** Texts that storages, query languages and encodings like to stumble over, and that all have to be stored as they are. */
public final class HostileTexts {
    public static final List<String> ALL = List.of(
            "it's \"quoted\" `thrice`",
            "'; DROP TABLE memory; --",
            "back\\slash \\' \\u0000 \\x00 \\",
            "%_*?[a-z]^$.|()+",
            "..\\..\\etc",
            "$1 ? :name #{key} ${key} {{key}} %s",
            "{a,b} {} NULL null \"NULL\"",
            "NULL",
            " leading and trailing ",
            "line\nfeed\r\ttab\u0001control\u007F",
            "\u00e9 is not e\u0301 nor E",
            "\uFF0F\u2215 look like slashes",
            "\u202Eright to left\u202C \u200Bzero\u200Dwidth",
            "\uFFFF\uFFFE\uFFFD \uD7FF\uE000",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDCBB \uDBFF\uDFFF",
            "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \u0930\u093e\u092e \u0130\u0131\u00df",
            "<script>alert(1)</script>&amp;",
            "0",
            "-1e999");

    /** Queries that a parser of queries would choke on. */
    public static final List<String> QUERIES = List.of(
            "'",
            "\"",
            "''",
            "\"open",
            "a:*",
            ":*",
            "&|!",
            "! & |",
            "( ( )",
            "<->",
            "a <-> b",
            "a <2> b",
            "\\",
            "\\'",
            "%",
            "_",
            "*",
            "a'b\"c",
            "!!!",
            "...",
            "-",
            "--",
            "/*",
            "*/",
            ";",
            "$$",
            "$1",
            "{}",
            "[]",
            "~",
            "^",
            "@@",
            "\uD83D\uDE00",
            "\u0001",
            " ",
            "\n",
            "not and or",
            "a & b | !c");

    private HostileTexts() {}
}
