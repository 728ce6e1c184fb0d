package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.RecallId;
import java.util.List;
import java.util.Optional;

/**
 * What answers a question.
 *
 * @param id the answer's line in the ledger; empty when none is kept, or it could not be written
 * @param items the best first
 * @param dropped what was ranked and left out, and why
 * @param tokens what the texts of {@code items} come to
 */
public record RecallAnswer(
        Optional<RecallId> id, List<Ranked> items, List<Dropped> dropped, int tokens, EmbeddingUse embedding) {
    public RecallAnswer {
        items = List.copyOf(items);
        dropped = List.copyOf(dropped);
    }
}
