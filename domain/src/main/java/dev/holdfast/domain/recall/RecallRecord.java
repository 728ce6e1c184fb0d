package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was answered to whom: one line of the ledger. Texts are not in it; the version tells which one was read.
 *
 * @param at in whole microseconds
 * @param query as it was asked
 * @param namespace the subtree of memories that was asked about
 * @param collections the names of the collections that were asked about; empty when none were named
 * @param asOf the moment of the past that was asked about
 * @param tuning the parameters of ranking that were not the default ones, by their names on the wire
 * @param tokens what the answer came to
 * @param items the best first
 */
public record RecallRecord(
        RecallId id,
        Instant at,
        PrincipalId principal,
        String requestId,
        String query,
        Optional<Namespace> namespace,
        List<String> collections,
        Optional<Instant> asOf,
        EmbeddingUse embedding,
        JsonDocument tuning,
        int tokens,
        List<Item> items) {
    public RecallRecord {
        collections = List.copyOf(collections);
        items = List.copyOf(items);
    }

    /** One passage of the answer. */
    public record Item(PassageId passage, Revision version, double score) {}
}
