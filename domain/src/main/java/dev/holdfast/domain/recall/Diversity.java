package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), by words: whatever says the same as what is already taken gives
 * way. What is less alike than {@value #FREE} costs nothing, because turns of one talk are about one thing.
 */
final class Diversity {
    private static final double FREE = 0.5;

    private final double price;
    private final List<WordSet> taken = new ArrayList<>();
    private final Map<PassageId, WordSet> sets = new HashMap<>();

    Diversity(double price) {
        this.price = price;
    }

    /** What is left of the worth of a passage: 1 when it is new, down to 1 - price when it is said already. */
    double factor(Reading reading) {
        if (price == 0) {
            return 1;
        }
        WordSet words = words(reading);
        double most = 0;
        for (WordSet other : taken) {
            most = Math.max(most, words.likeness(other));
        }
        return 1 - price * Math.max(0, most - FREE) / (1 - FREE);
    }

    void take(Reading reading) {
        if (price > 0) {
            taken.add(words(reading));
        }
    }

    private WordSet words(Reading reading) {
        return sets.computeIfAbsent(reading.passage().id(), id -> WordSet.of(reading.words()));
    }
}
