package dev.holdfast.domain.recall;

import java.util.List;

/**
 * The passages worth loading, with what is known of them before their text is.
 *
 * @param entries the best first
 * @param approximate whether the words were found by similar spelling only
 */
public record Window(List<Entry> entries, boolean approximate) {
    public Window {
        entries = List.copyOf(entries);
    }

    /** The ids of that kind, the best first: what to load. */
    public List<PassageId> ids(PassageKind kind) {
        return entries.stream().map(Entry::id).filter(id -> id.kind() == kind).toList();
    }

    /**
     * What was found of one passage.
     *
     * @param lexical its BM25 score; 0 when no word was found in it
     * @param vectorRank 1 for the nearest; 0 when it was not found by vector
     * @param nearness by the query's metric; meaningless when {@code vectorRank} is 0
     */
    public record Entry(PassageId id, double lexical, List<Explanation.Term> terms, int vectorRank, double nearness) {
        public Entry {
            terms = List.copyOf(terms);
        }
    }
}
