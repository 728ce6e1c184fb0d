package dev.holdfast.memory.recall;

import dev.holdfast.domain.recall.EnglishStem;
import dev.holdfast.domain.recall.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The terms of a text in their order; a word that says nothing is {@code ""}, so that phrases keep their gaps.
 *
 * @param counted without those, which is what counts as length
 * @param frequencies how often each of those is there
 */
record Analysis(List<String> terms, List<String> counted, Map<String, Integer> frequencies) {
    /** @param english whether words are stemmed and stop words left out, as of English texts */
    static Analysis of(String text, boolean english) {
        List<String> terms = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        Map<String, Integer> frequencies = new HashMap<>();
        for (String word : Words.in(text)) {
            String term = !english ? word : Words.isStopWord(word) ? "" : EnglishStem.of(word);
            terms.add(term);
            if (!term.isEmpty()) {
                counted.add(term);
                frequencies.merge(term, 1, Integer::sum);
            }
        }
        return new Analysis(terms, counted, frequencies);
    }

    int frequency(String term) {
        return frequencies.getOrDefault(term, 0);
    }

    /** Whether the terms of {@code phrase} stand here one after the other; whatever stands for its stop words. */
    boolean hasPhrase(Analysis phrase) {
        if (phrase.counted.isEmpty()) {
            return true;
        }
        for (int start = 0; start + phrase.terms.size() <= terms.size(); start++) {
            if (standsAt(start, phrase)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(int start, Analysis phrase) {
        for (int i = 0; i < phrase.terms.size(); i++) {
            String wanted = phrase.terms.get(i);
            if (!wanted.isEmpty() && !wanted.equals(terms.get(start + i))) {
                return false;
            }
        }
        return true;
    }

    int beginningWith(String prefix) {
        return (int) counted.stream().filter(term -> term.startsWith(prefix)).count();
    }

    /** How alike the spelling of the most similar words is, 0 to 1: the share of trigrams that both have, as pg_trgm counts. */
    static double similarity(List<String> wanted, List<String> words) {
        double best = 0;
        for (String word : wanted) {
            Set<String> own = trigrams(word);
            for (String other : words) {
                Set<String> shared = trigrams(other);
                int all = shared.size();
                shared.retainAll(own);
                best = Math.max(best, shared.size() / (double) (own.size() + all - shared.size()));
            }
        }
        return best;
    }

    private static Set<String> trigrams(String word) {
        String padded = "  " + word + " ";
        Set<String> trigrams = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }
}
