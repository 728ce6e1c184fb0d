package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words of texts. */
public final class Words {
    /** The stop words of PostgreSQL's English configuration. */
    private static final Set<String> STOP =
            Set.of(("i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she"
                            + " her hers herself it its itself they them their theirs themselves what which who whom this that"
                            + " these those am is are was were be been being have has had having do does did doing a an the and"
                            + " but if or because as until while of at by for with about against between into through during"
                            + " before after above below to from up down in out on off over under again further then once here"
                            + " there when where why how all any both each few more most other some such no nor not only own same"
                            + " so than too very s t can will just don should now")
                    .split(" "));

    private Words() {}

    /** Runs of letters, marks and digits, in lower case, in their order. */
    public static List<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>(lower.length() / 6 + 1);
        int start = -1;
        for (int i = 0; i < lower.length(); ) {
            char unit = lower.charAt(i);
            int character = unit < Character.MIN_SURROGATE ? unit : lower.codePointAt(i);
            if (belongs(character)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(lower.substring(start, i));
                start = -1;
            }
            i += Character.charCount(character);
        }
        if (start >= 0) {
            words.add(lower.substring(start));
        }
        return words;
    }

    /** Whether an English text says nothing by it, such as "the". */
    public static boolean isStopWord(String word) {
        return STOP.contains(word);
    }

    static boolean belongs(int character) {
        if (character < 0x80) {
            return (character >= 'a' && character <= 'z')
                    || (character >= '0' && character <= '9')
                    || (character >= 'A' && character <= 'Z');
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
