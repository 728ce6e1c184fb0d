package dev.holdfast.domain.recall;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of answer a question wants, and which passages have one. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, which its type does not tell.
public enum Hint {
    TIME(
            "\\b(when|(what|which) (\\w+ )?(date|day|month|year|season|weekend|time)|how (long|often|recently)|since when|until when)\\b",
            "yesterday ago tomorrow tonight january february march april june july august september october november december"
                    + " monday tuesday wednesday thursday friday saturday sunday weekend birthday anniversary christmas halloween"
                    + " thanksgiving easter summer winter autumn spring fortnight",
            "today week weeks month months year years day days morning evening afternoon night last next since recently soon"
                    + " earlier later hour hours minutes daily weekly monthly yearly"),
    NUMBER(
            "\\b(how (many|much|old|often|far|tall|big|large|long|expensive|high|heavy|fast)|what (age|percentage|number|amount|price|cost))\\b",
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty"
                    + " hundred thousand million dozen twice thrice",
            "one once couple few several both half single many first second third"),
    NAME(
            "\\b(who|whose|whom|where|(what|which) (\\w+ )?(name|city|town|country|place|state|company|person|friend))\\b",
            "",
            "");

    private final Pattern asked;
    private final Set<String> strong;
    private final Set<String> weak;

    Hint(String asked, String strong, String weak) {
        this.asked = Pattern.compile(asked, Pattern.CASE_INSENSITIVE);
        this.strong = Set.of(strong.split(" "));
        this.weak = Set.of(weak.split(" "));
    }

    static Set<Hint> of(String question) {
        Set<Hint> hints = EnumSet.noneOf(Hint.class);
        for (Hint hint : values()) {
            if (hint.asked.matcher(question).find()) {
                hints.add(hint);
            }
        }
        return hints;
    }

    /**
     * How surely a text has such an answer: 0, 0.5 or 1.
     *
     * @param words of {@code text}
     * @param known names that are no answer: they stand in the question, or speak
     */
    double in(String text, List<String> words, Set<String> known) {
        double best = 0;
        for (String word : words) {
            if (strong.contains(word) || (this != NAME && figure(word))) {
                return 1;
            }
            best = weak.contains(word) ? 0.5 : best;
        }
        return this == NAME && named(text, known) ? 1 : best;
    }

    /** A number, and for a time one that can be a year or a clock's. */
    private boolean figure(String word) {
        return Character.isDigit(word.charAt(0)) && (this == NUMBER || word.length() > 1);
    }

    /** Whether a word inside a sentence has a capital, which in English is a name. */
    private static boolean named(String text, Set<String> known) {
        boolean inside = false;
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetter(c)) {
                start = start < 0 ? i : start;
                continue;
            }
            if (start >= 0) {
                if (inside && i - start > 1 && Character.isUpperCase(text.charAt(start))) {
                    String word = text.substring(start, i).toLowerCase(Locale.ROOT);
                    if (!known.contains(word) && !Words.isStopWord(word)) {
                        return true;
                    }
                }
                start = -1;
                inside = true;
            }
            if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == ':' || c == '*') {
                inside = false;
            }
        }
        return false;
    }
}
