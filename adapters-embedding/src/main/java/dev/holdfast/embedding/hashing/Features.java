package dev.holdfast.embedding.hashing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a text is made of: words, pairs of words, and groups of three and four letters inside words. */
final class Features {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /** No language writes longer ones; what does is data. */
    private static final int LONGEST_WORD = 64;

    private static final double OF_A_WORD = 1;
    private static final double OF_A_PAIR = 0.5;
    private static final double OF_LETTERS = 0.5;

    /** Of words that are in every text and say little. */
    private static final double OF_A_COMMON_WORD = 0.1;

    private static final Set<String> COMMON = Set.of(
            ("a about after all also am an and any are as at be because been but by can could did do does for from had has have he"
                            + " her him his how i if in into is it its just me my no not of on or our she so some than that the their"
                            + " them then there they this to up us was we were what when where which who whom whose why will with"
                            + " would you your")
                    .split(" "));

    private final Map<String, Feature> found = new HashMap<>();

    private Features() {}

    static Map<String, Feature> of(String text) {
        Features features = new Features();
        String before = "";
        for (String word : words(text)) {
            features.addWord(word);
            if (!before.isEmpty() && !(COMMON.contains(before) && COMMON.contains(word))) {
                features.add("p " + before + " " + word, OF_A_PAIR);
            }
            before = word;
        }
        return features.found;
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (MatchResult match : (Iterable<MatchResult>) WORD.matcher(plain).results()::iterator) {
            String run = match.group();
            for (int from = 0; from < run.length(); from += LONGEST_WORD) {
                words.add(run.substring(from, Math.min(run.length(), from + LONGEST_WORD)));
            }
        }
        return words;
    }

    private void addWord(String word) {
        if (COMMON.contains(word)) {
            add("w " + word, OF_A_COMMON_WORD);
            return;
        }
        add("w " + word, OF_A_WORD);
        String bounded = "<" + word + ">";
        for (int length = 3; length <= 4; length++) {
            for (int from = 0; from + length <= bounded.length(); from++) {
                // The more groups a word has, the less each of them says.
                add("l " + bounded.substring(from, from + length), OF_LETTERS / Math.sqrt(bounded.length() / 4.0));
            }
        }
    }

    private void add(String name, double worth) {
        found.merge(name, new Feature(worth, 1), (old, ignored) -> old.more());
    }
}
