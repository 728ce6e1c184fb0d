package dev.holdfast.domain.recall;

import java.util.List;

/** The different words of a text, by which texts are alike. */
final class WordSet {
    /** Hashes in their order: faster to compare than words, and two words in four thousand millions share one. */
    private final int[] hashes;

    private WordSet(int[] hashes) {
        this.hashes = hashes;
    }

    static WordSet of(List<String> words) {
        return new WordSet(
                words.stream().mapToInt(String::hashCode).sorted().distinct().toArray());
    }

    /** The Jaccard index: how many words both have, as a share of those that either has; 1 for two without words. */
    double likeness(WordSet other) {
        if (hashes.length == 0 && other.hashes.length == 0) {
            return 1;
        }
        int shared = 0;
        for (int i = 0, j = 0; i < hashes.length && j < other.hashes.length; ) {
            int order = Integer.compare(hashes[i], other.hashes[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared / (double) (hashes.length + other.hashes.length - shared);
    }
}
