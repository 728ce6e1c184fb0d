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
    private final List<String> beginnings;
    /** Which of them each word that was met is, -1 for none: the same words are met again and again. */
    private final Map<String, Integer> met = new HashMap<>();

    /** @param content the question's stems in their order */
    Proximity(List<String> content) {
        stems = content.stream().distinct().toList();
        beginnings =
                stems.stream().map(stem -> stem.substring(0, stem.length() - 1)).toList();
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
            if (mayBeOneOfThem(word)) {
                int which = met.computeIfAbsent(word, any -> stems.indexOf(EnglishStem.of(any)));
                if (which >= 0) {
                    places.get(which).add(at);
                }
            }
        }
        return places;
    }

    /** A stem begins as its word does, but for its last letter and "lying" and its like; so most words need no stemming. */
    private boolean mayBeOneOfThem(String word) {
        for (String beginning : beginnings) {
            if (word.startsWith(beginning)) {
                return true;
            }
        }
        return word.endsWith("ying");
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
