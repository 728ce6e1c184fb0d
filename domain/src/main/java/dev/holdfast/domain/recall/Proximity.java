package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How closely a text keeps the question's words together. */
final class Proximity {
    /** Words further apart than this do not stand together. */
    private static final int REACH = 5;

    private final List<String> stems;
    /** Which of them each word that was met is, -1 for none: the same words are met again and again. */
    private final Map<String, Integer> met = new HashMap<>();

    private final boolean[] first = new boolean[128];

    /** @param content the question's stems in their order */
    Proximity(List<String> content) {
        stems = content.stream().distinct().toList();
        for (String stem : stems) {
            char c = stem.charAt(0);
            if (c < first.length) {
                first[c] = true;
            }
        }
    }

    /**
     * The mean over all pairs of words that follow each other in the question: 1 for a pair that does so in the text as well, less for
     * each word between them or when they stand the other way round, 0 beyond {@value #REACH} words.
     */
    double of(List<String> words) {
        if (stems.size() < 2) {
            return 0;
        }
        List<List<Integer>> places = places(words);
        double sum = 0;
        for (int i = 1; i < places.size(); i++) {
            sum += pair(places.get(i - 1), places.get(i));
        }
        return sum / (places.size() - 1);
    }

    private List<List<Integer>> places(List<String> words) {
        List<List<Integer>> places = new ArrayList<>(stems.size());
        stems.forEach(stem -> places.add(new ArrayList<>(2)));
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            char c = word.charAt(0);
            // Stems keep their first letter, but for three words; most words need no stemming to be ruled out.
            if (c >= first.length || first[c]) {
                int which = met.computeIfAbsent(word, any -> stems.indexOf(EnglishStem.of(any)));
                if (which >= 0) {
                    places.get(which).add(at);
                }
            }
        }
        return places;
    }

    private static double pair(List<Integer> left, List<Integer> right) {
        double best = 0;
        for (int from : left) {
            for (int to : right) {
                int distance = to > from ? to - from : from - to + 1;
                if (distance <= REACH) {
                    best = Math.max(best, 1.0 / distance);
                }
            }
        }
        return best;
    }
}
