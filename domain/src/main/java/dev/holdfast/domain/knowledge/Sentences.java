package dev.holdfast.domain.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where sentences begin. Not {@link java.text.BreakIterator}: its rules change with the Java that runs, and a text must be cut the
 * same way always.
 */
final class Sentences {
    private static final String ENDS = ".!?…";
    /** These end a sentence whether or not white space follows. */
    private static final String WIDE_ENDS = "。！？｡";

    private static final String CLOSERS = "\"')]}”’»›」』）*_";
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "vs", "fig", "cf", "approx", "jr", "sr", "inc", "ltd", "co", "dept",
            "gen", "col", "sgt", "rev", "hon", "al", "vol", "pp", "nr", "bzw", "ca", "usw", "evtl", "ggf", "bspw",
            "abs", "art", "mme", "mlle", "av", "sra", "dott");
    private static final int LONGEST_ABBREVIATION = 6;

    private Sentences() {}

    /** The beginnings of all sentences in the stretch but the first, ascending; each is not blank. */
    static List<Integer> starts(String text, int from, int end) {
        List<Integer> starts = new ArrayList<>();
        int at = from;
        while (at < end) {
            char c = text.charAt(at++);
            boolean wide = WIDE_ENDS.indexOf(c) >= 0;
            if (!wide && ENDS.indexOf(c) < 0) {
                continue;
            }
            int dot = at - 1;
            while (at < end && (ENDS.indexOf(text.charAt(at)) >= 0 || WIDE_ENDS.indexOf(text.charAt(at)) >= 0)) {
                wide |= WIDE_ENDS.indexOf(text.charAt(at++)) >= 0;
            }
            boolean single = at == dot + 1;
            while (at < end && CLOSERS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            int next = Span.firstInk(text, at, end);
            boolean apart = wide || next > at;
            at = next;
            if (next < end
                    && apart
                    && !Character.isLowerCase(text.codePointAt(next))
                    && !(single && c == '.' && abbreviated(text, from, dot))) {
                starts.add(next);
            }
        }
        return starts;
    }

    /** Whether the point at {@code dot} belongs to the word before it: an initial, or one that is commonly cut short. */
    private static boolean abbreviated(String text, int from, int dot) {
        int start = dot;
        while (start > from && dot - start <= LONGEST_ABBREVIATION && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        if (dot - start == 1) {
            // "I." ends a sentence more often than it is an initial, and "e.g." has a point before its last letter.
            boolean initial = Character.isUpperCase(text.charAt(start)) && text.charAt(start) != 'I';
            return initial || (start > from && text.charAt(start - 1) == '.');
        }
        return ABBREVIATIONS.contains(text.substring(start, dot).toLowerCase(Locale.ROOT));
    }
}
