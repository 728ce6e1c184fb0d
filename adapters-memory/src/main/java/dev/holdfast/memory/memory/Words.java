package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.Memory;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a text: what stands between anything that is neither letter nor mark nor digit, in lower case. */
final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Words() {}

    static Set<String> distinctIn(String text) {
        Set<String> words = new HashSet<>();
        split(text).forEach(words::add);
        return words;
    }

    /**
     * How well {@code memory} answers {@code wanted}: a whole point for each word it has, and less than one more for how often it
     * has them; 0 if it has none.
     */
    static double score(Set<String> wanted, Memory memory) {
        List<String> hits = Stream.concat(Stream.of(memory.content(), memory.key()), memory.tags().stream())
                .flatMap(Words::split)
                .filter(wanted::contains)
                .toList();
        if (hits.isEmpty()) {
            return 0;
        }
        int matched = new HashSet<>(hits).size();
        int repeated = hits.size() - matched;
        return matched + repeated / (repeated + 2.0);
    }

    private static Stream<String> split(String text) {
        return BETWEEN.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
