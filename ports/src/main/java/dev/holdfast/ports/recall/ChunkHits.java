package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Ranked;
import java.util.List;

/**
 * The chunks that a search of a collection found.
 *
 * @param items the best first
 * @param dropped what was ranked and left out, and why
 */
public record ChunkHits(List<Ranked> items, List<Dropped> dropped, EmbeddingUse embedding) {
    public ChunkHits {
        items = List.copyOf(items);
        dropped = List.copyOf(dropped);
    }
}
