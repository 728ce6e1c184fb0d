package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A word that may stand in an answer for one of the question.
 *
 * @param of the stem of the question's word
 * @param stem of {@code word}
 * @param weight of what the question's word is worth, what this one is; 0 to 1
 */
public record RelatedWord(String of, String word, String stem, double weight) {
    /** What a store is asked for in addition is bounded. */
    static final int MOST = 40;

    /** For the stems of a question, none of them again; the surest first. */
    static List<RelatedWord> to(List<String> stems) {
        List<RelatedWord> related = new ArrayList<>();
        Set<String> taken = new HashSet<>(stems);
        for (String stem : stems) {
            for (RelatedWord word : Thesaurus.of(stem)) {
                if (related.size() < MOST && taken.add(word.stem())) {
                    related.add(word);
                }
            }
        }
        related.sort(Comparator.comparingDouble(RelatedWord::weight).reversed());
        return related;
    }
}
