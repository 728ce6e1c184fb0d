package dev.holdfast.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who mistyped a name probably meant. */
final class Nearest {
    private Nearest() {}

    /** The name with the fewest differences, when they are few. */
    static Optional<String> to(String mistyped, Collection<String> names) {
        int few = Math.max(2, mistyped.length() / 4);
        return names.stream()
                .filter(name -> distance(mistyped, name) <= few)
                .min(Comparator.comparingInt(name -> distance(mistyped, name)));
    }

    /** Levenshtein's: insertions, deletions and replacements of single characters. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
