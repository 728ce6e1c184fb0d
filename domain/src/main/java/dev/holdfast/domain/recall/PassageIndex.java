package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.Scope;
import java.util.List;

/**
 * Finds what might answer a question among the passages of one kind. Ranking is not its business: it answers what
 * {@link LexicalCandidates} and {@link VectorMatch} hold, and the domain ranks.
 *
 * <p><b>Isolation.</b> Nothing of another tenant than {@code scope.tenant()} is ever read, counted or revealed: neither passages nor
 * their number, length or frequency of terms.
 *
 * <p><b>Visibility.</b> What a write returned from is found by words at once. Only live passages are found.
 *
 * <p>Every method throws a {@link dev.holdfast.domain.shared.StoreException} when the store fails.
 */
public interface PassageIndex {
    /** Which passages this index has. */
    PassageKind kind();

    /**
     * Passages that pass the filter and have at least one term of the query or of its related words, every phrase, and, when a prefix is given, a word that
     * begins so. When more than {@code most} do, those with the rarest terms are answered; when none does, near misses in spelling.
     * Words are stemmed, and stop words left out, by the language of the passage's collection, English for memories; when the query
     * has nothing but stop words, they count. In tenants with many passages, only some of the query's related words may.
     *
     * @param most 1 to 5,000. In a tenant of many thousands of passages a store may answer fewer, but at least 200 if so many pass, and
     *     leave out those that have only terms that many have
     */
    LexicalCandidates lexical(Scope scope, LexicalQuery query, PassageFilter filter, int most);

    /**
     * The {@code most} nearest that pass the filter and have a vector of the query's model, the nearest first, equal ones in the order
     * of ids. {@code most} are answered when so many exist, whatever the filter.
     *
     * @param most 1 to 1,000
     */
    List<VectorMatch> nearest(Scope scope, VectorQuery query, PassageFilter filter, int most);

    /**
     * The passages of these ids that are live and pass the filter, in the order of {@code ids}, each with the ids of up to
     * {@code neighbours} passages on either side, which pass the filter too.
     *
     * @param ids at most 1,000, of this index's kind
     * @param neighbours 0 to 10
     * @param characters longer texts are cut after so many
     */
    List<Passage> load(Scope scope, List<PassageId> ids, PassageFilter filter, int neighbours, int characters);
}
