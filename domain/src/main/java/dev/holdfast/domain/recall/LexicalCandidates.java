package dev.holdfast.domain.recall;

import java.util.List;

/**
 * What a store found of a question's words, with all that BM25 needs.
 *
 * @param terms the terms the store made of the question, without stop words, each once
 * @param passages how many live passages of the searched kind there are within what was asked about, whatever conditions they pass;
 *     exact up to some thousands; beyond that, and of the past, the store may tell an estimate, and of the whole tenant
 * @param averageLength of those passages, in terms; above 0 when there are any
 * @param documentFrequencies for each of {@code terms}, how many of those passages have it; exact up to some thousands
 * @param found passages with at least one of the terms, or by {@code approximate} near misses; in no order
 * @param approximate whether nothing matched any term, so that {@code found} was found by similar spelling;
 *     {@code similarity} tells how similar
 */
public record LexicalCandidates(
        List<String> terms,
        long passages,
        double averageLength,
        List<Long> documentFrequencies,
        List<Candidate> found,
        boolean approximate) {
    public LexicalCandidates {
        terms = List.copyOf(terms);
        documentFrequencies = List.copyOf(documentFrequencies);
        found = List.copyOf(found);
    }

    /** Nothing, in a tenant without passages. */
    public static final LexicalCandidates NONE = new LexicalCandidates(List.of(), 0, 0, List.of(), List.of(), false);

    /**
     * One passage.
     *
     * @param length its terms, repeated ones and those of its title counted
     * @param frequencies for each of the question's terms, how often it has it, title included
     * @param inTitle for each of the question's terms, whether its key, tags, title or headings have it
     * @param similarity 0 to 1 when the candidates are approximate, else 0
     */
    public record Candidate(
            PassageId id, int length, List<Integer> frequencies, List<Boolean> inTitle, double similarity) {
        public Candidate {
            frequencies = List.copyOf(frequencies);
            inTitle = List.copyOf(inTitle);
        }
    }
}
