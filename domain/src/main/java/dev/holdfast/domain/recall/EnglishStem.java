package dev.holdfast.domain.recall;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stem of an English word, by the Porter2 algorithm (<a href="https://snowballstem.org/algorithms/english/stemmer.html">Snowball's
 * English stemmer</a>, as of PostgreSQL 15 to 17, so that the domain, the store in memory and PostgreSQL understand words alike).
 */
public final class EnglishStem {
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("skis", "ski"),
            Map.entry("skies", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("idly", "idl"),
            Map.entry("gently", "gentl"),
            Map.entry("ugly", "ugli"),
            Map.entry("early", "earli"),
            Map.entry("only", "onli"),
            Map.entry("singly", "singl"),
            Map.entry("sky", "sky"),
            Map.entry("news", "news"),
            Map.entry("howe", "howe"),
            Map.entry("atlas", "atlas"),
            Map.entry("cosmos", "cosmos"),
            Map.entry("bias", "bias"),
            Map.entry("andes", "andes"));
    private static final Set<String> DONE_AFTER_PLURAL =
            Set.of("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed");
    private static final List<String> LONG_BEGINNINGS = List.of("gener", "commun", "arsen");
    private static final String DOUBLES = "bdfgmnprt";
    private static final String BEFORE_LI = "cdeghkmnrt";

    /** Suffix and what stands for it, longer ones before those they end with. */
    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"ization", "ize"}, {"fulness", "ful"}, {"ousness", "ous"}, {"iveness", "ive"},
        {"tional", "tion"}, {"biliti", "ble"}, {"lessli", "less"}, {"entli", "ent"}, {"ation", "ate"},
        {"alism", "al"}, {"aliti", "al"}, {"ousli", "ous"}, {"iviti", "ive"}, {"fulli", "ful"},
        {"enci", "ence"}, {"anci", "ance"}, {"abli", "able"}, {"izer", "ize"}, {"ator", "ate"},
        {"alli", "al"}, {"bli", "ble"}, {"ogi", "og"}, {"li", ""}
    };

    private static final String[][] STEP_3 = {
        {"ational", "ate"},
        {"tional", "tion"},
        {"alize", "al"},
        {"icate", "ic"},
        {"iciti", "ic"},
        {"ative", ""},
        {"ical", "ic"},
        {"ness", ""},
        {"ful", ""}
    };

    private static final String[] STEP_4 = {
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic"
    };

    private final StringBuilder word;
    private int r1;
    private int r2;

    private EnglishStem(String word) {
        this.word = new StringBuilder(word);
    }

    /** @param word in lower case, without apostrophes */
    public static String of(String word) {
        if (word.length() <= 2) {
            return word;
        }
        String exception = EXCEPTIONS.get(word);
        return exception != null ? exception : new EnglishStem(word).stem();
    }

    private String stem() {
        markConsonantY();
        regions(word.toString());
        plural();
        if (!DONE_AFTER_PLURAL.contains(word.toString())) {
            pastAndProgressive();
            finalY();
            step2();
            step3();
            step4();
            step5();
        }
        return word.toString().replace('Y', 'y');
    }

    private void markConsonantY() {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == 'y' && (i == 0 || vowel(i - 1))) {
                word.setCharAt(i, 'Y');
            }
        }
    }

    private void regions(String whole) {
        r1 = LONG_BEGINNINGS.stream()
                .filter(whole::startsWith)
                .findFirst()
                .map(String::length)
                .orElseGet(() -> afterVowelAndConsonant(0));
        r2 = afterVowelAndConsonant(r1);
    }

    private int afterVowelAndConsonant(int from) {
        int i = from;
        while (i < word.length() && !vowel(i)) {
            i++;
        }
        while (i < word.length() && vowel(i)) {
            i++;
        }
        return Math.min(i + 1, word.length());
    }

    private void plural() {
        if (ends("sses")) {
            cut(2);
        } else if (ends("ied") || ends("ies")) {
            cut(word.length() > 4 ? 2 : 1);
        } else if (ends("s") && !ends("us") && !ends("ss") && vowelBefore(word.length() - 2)) {
            cut(1);
        }
    }

    private void pastAndProgressive() {
        String eed = ends("eedly") ? "eedly" : ends("eed") ? "eed" : "";
        if (!eed.isEmpty()) {
            if (word.length() - eed.length() >= r1) {
                cut(eed.length() - 2);
            }
            return;
        }
        String suffix = ends("ingly") ? "ingly" : ends("edly") ? "edly" : ends("ing") ? "ing" : ends("ed") ? "ed" : "";
        if (suffix.isEmpty() || !vowelBefore(word.length() - suffix.length())) {
            return;
        }
        cut(suffix.length());
        if (ends("at") || ends("bl") || ends("iz")) {
            word.append('e');
        } else if (doubled()) {
            cut(1);
        } else if (r1 >= word.length() && shortSyllable(word.length())) {
            word.append('e');
        }
    }

    private void finalY() {
        int last = word.length() - 1;
        if (last > 1 && Character.toLowerCase(word.charAt(last)) == 'y' && !vowel(last - 1)) {
            word.setCharAt(last, 'i');
        }
    }

    private void step2() {
        for (String[] rule : STEP_2) {
            if (ends(rule[0])) {
                int at = word.length() - rule[0].length();
                boolean holds = switch (rule[0]) {
                    case "ogi" -> at > 0 && word.charAt(at - 1) == 'l';
                    case "li" -> at > 0 && BEFORE_LI.indexOf(word.charAt(at - 1)) >= 0;
                    default -> true;
                };
                if (at >= r1 && holds) {
                    replace(at, rule[1]);
                }
                return;
            }
        }
    }

    private void step3() {
        for (String[] rule : STEP_3) {
            if (ends(rule[0])) {
                int at = word.length() - rule[0].length();
                if (at >= (rule[0].equals("ative") ? r2 : r1)) {
                    replace(at, rule[1]);
                }
                return;
            }
        }
    }

    private void step4() {
        for (String suffix : STEP_4) {
            if (ends(suffix)) {
                int at = word.length() - suffix.length();
                boolean holds =
                        !suffix.equals("ion") || (at > 0 && (word.charAt(at - 1) == 's' || word.charAt(at - 1) == 't'));
                if (at >= r2 && holds) {
                    cut(suffix.length());
                }
                return;
            }
        }
    }

    private void step5() {
        int last = word.length() - 1;
        if (ends("e")) {
            if (last >= r2 || (last >= r1 && !shortSyllable(last))) {
                cut(1);
            }
        } else if (ends("ll") && last >= r2) {
            cut(1);
        }
    }

    /** Whether the beginning of that length ends in a short syllable. */
    private boolean shortSyllable(int length) {
        if (length == 2) {
            return vowel(0) && !vowel(1);
        }
        return length > 2
                && !vowel(length - 3)
                && vowel(length - 2)
                && !vowel(length - 1)
                && "wxY".indexOf(word.charAt(length - 1)) < 0;
    }

    private boolean doubled() {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && DOUBLES.indexOf(word.charAt(last)) >= 0;
    }

    private boolean vowelBefore(int end) {
        for (int i = 0; i < end; i++) {
            if (vowel(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean vowel(int at) {
        return "aeiouy".indexOf(word.charAt(at)) >= 0;
    }

    private boolean ends(String suffix) {
        int from = word.length() - suffix.length();
        return from >= 0 && word.indexOf(suffix, from) == from;
    }

    private void cut(int characters) {
        word.setLength(word.length() - characters);
    }

    private void replace(int at, String by) {
        word.setLength(at);
        word.append(by);
    }
}
