package dev.holdfast.domain.recall;

import java.util.List;

/**
 * The answer to a question before it is packed.
 *
 * @param best the best first
 * @param dropped what was ranked and left out, the best first
 */
public record Ranking(List<Ranked> best, List<Dropped> dropped) {
    public Ranking {
        best = List.copyOf(best);
        dropped = List.copyOf(dropped);
    }
}
