package dev.holdfast.ports.recall;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Explanation;
import java.util.List;

/**
 * The memories that a search found.
 *
 * @param items the best first
 * @param dropped what was ranked and left out, and why
 */
public record MemoryHits(List<Hit> items, List<Dropped> dropped, EmbeddingUse embedding) {
    public MemoryHits {
        items = List.copyOf(items);
        dropped = List.copyOf(dropped);
    }

    /** @param score higher is better; comparable only inside one answer */
    public record Hit(Memory memory, double score, Explanation explanation) {}
}
