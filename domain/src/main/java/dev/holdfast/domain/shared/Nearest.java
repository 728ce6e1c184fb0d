package dev.holdfast.domain.shared;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The name with the fewest differences, when they are few. */
    public static Optional<String> to(String mistyped, Collection<String> names) {
        int few = Math.max(2, mistyped.length() / 4);
        return names.stream()
                .filter(name -> distance(mistyped, name) <= few)
                .min(Comparator.comparingInt(name -> distance(mistyped, name)));
    }

    /** The names with the fewest differences, or that contain what was typed; the nearest first, and three at most. */
    public static List<String> several(String mistyped, Collection<String> names) {
        String small = mistyped.toLowerCase(Locale.ROOT);
        int few = Math.max(2, small.length() / 3);
        return names.stream()
                .filter(name -> difference(small, name) <= few)
                .sorted(Comparator.comparingInt(name -> difference(small, name)))
                .limit(3)
                .toList();
    }

    /** Without the difference between small and capital letters. A name that contains what was typed is very near. */
    private static int difference(String small, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        return small.length() > 2 && other.contains(small) ? 1 : distance(small, other);
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
