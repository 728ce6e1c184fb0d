package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a ranking fits into a budget of tokens.
 *
 * @param items the best first, so that a reader who stops early has read what matters most
 * @param skipped what did not fit, the best first; all with {@link Dropped.Reason#BUDGET}
 * @param tokens what the texts of {@code items} come to
 */
public record Packing(List<Ranked> items, List<Dropped> skipped, int tokens) {
    /** What an item costs beside its text: its date, source and the marks around them. */
    public static final int TOKENS_PER_ITEM = 16;

    public Packing {
        items = List.copyOf(items);
        skipped = List.copyOf(skipped);
    }

    /**
     * Takes the best as long as they fit. A passage is taken whole or not at all; after one that does not fit, smaller ones that do are
     * still taken.
     *
     * @param best the best first
     * @param maxTokens at least 1
     */
    public static Packing of(List<Ranked> best, int maxTokens) {
        List<Ranked> items = new ArrayList<>(best.size());
        List<Dropped> skipped = new ArrayList<>();
        int tokens = 0;
        for (Ranked ranked : best) {
            int cost = Tokens.estimate(ranked.passage().text()) + TOKENS_PER_ITEM;
            if (cost <= maxTokens - tokens) {
                items.add(ranked);
                tokens += cost;
            } else {
                skipped.add(new Dropped(ranked, Dropped.Reason.BUDGET));
            }
        }
        return new Packing(items, skipped, tokens);
    }
}
