package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to divide what is too long, the gentlest first. All of the stretch but blanks is in the parts. */
enum Cut {
    /** Before an item of a list, or a line that someone says. */
    ITEMS {
        @Override
        List<Span> parts(String text, Span span, int size) {
            return at(span, itemStarts(text, span));
        }
    },
    SENTENCES {
        @Override
        List<Span> parts(String text, Span span, int size) {
            return at(span, Sentences.starts(text, span.start(), span.end()));
        }
    },
    LINES {
        @Override
        List<Span> parts(String text, Span span, int size) {
            List<Integer> starts = new ArrayList<>();
            for (int at = text.indexOf('\n', span.start());
                    at >= 0 && at < span.end();
                    at = text.indexOf('\n', at + 1)) {
                starts.add(at + 1);
            }
            return at(span, starts);
        }
    },
    WORDS {
        @Override
        List<Span> parts(String text, Span span, int size) {
            List<Integer> starts = new ArrayList<>();
            for (int at = span.start() + 1; at < span.end(); at++) {
                if (Span.blank(text.charAt(at - 1)) && !Span.blank(text.charAt(at))) {
                    starts.add(at);
                }
            }
            return at(span, starts);
        }
    },
    /** A word that no chunk holds, into as few as can be. */
    CHARACTERS {
        @Override
        List<Span> parts(String text, Span span, int size) {
            // No character costs more than 2.5 tokens, so a step always fits; many steps make a part, so little is
            // wasted.
            int step = size / 4;
            List<Integer> starts = new ArrayList<>();
            long cost = 0;
            int at = span.start();
            while (at < span.end()) {
                int next = Math.min(span.end(), at + step);
                if (next < span.end() && Character.isLowSurrogate(text.charAt(next))) {
                    next++;
                }
                long more = Tokens.thousandths(text, at, next);
                if (cost + more > 1000L * size) {
                    starts.add(at);
                    cost = 0;
                }
                cost += more;
                at = next;
            }
            return at(span, starts);
        }
    };

    static final List<Cut> OF_PROSE = List.of(ITEMS, SENTENCES, LINES, WORDS, CHARACTERS);
    /** Of code and tables. */
    static final List<Cut> OF_LINES = List.of(LINES, WORDS, CHARACTERS);

    private static final Pattern ITEM = Pattern.compile("\\n[ \\t]*(?=[-*+•][ \\t]|\\d{1,9}[.)][ \\t]"
            // A time or the like in brackets, then who speaks: any name with a capital, or one word such as "user".
            + "|(?:[\\[(][^\\])\\n"
            + "]{0,40}[\\])][ \\t]{0,4})?(?:\\p{Ll}[\\p{L}\\d_.-]{0,40}|[\\p{Lu}\\p{Lo}][^:\\n"
            + "]{0,40}):[ \\t])");

    abstract List<Span> parts(String text, Span span, int size);

    /** Where items and spoken lines begin, but for one that the stretch begins with; ascending, none blank. */
    static List<Integer> itemStarts(String text, Span span) {
        Matcher matcher = ITEM.matcher(text).region(span.start(), span.end());
        List<Integer> starts = new ArrayList<>();
        while (matcher.find()) {
            starts.add(matcher.end());
        }
        return starts;
    }

    private static List<Span> at(Span span, List<Integer> starts) {
        List<Span> parts = new ArrayList<>(starts.size() + 1);
        int from = span.start();
        for (int start : starts) {
            parts.add(new Span(from, start));
            from = start;
        }
        parts.add(new Span(from, span.end()));
        return parts;
    }
}
