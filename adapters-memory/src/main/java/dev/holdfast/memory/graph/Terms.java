package dev.holdfast.memory.graph;

import dev.holdfast.domain.graph.Entity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words of a text: runs of letters and digits, in lower case. */
final class Terms {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Terms() {}

    static List<String> of(String text) {
        return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** How many of {@code wanted} begin a word of the entity. */
    static long matches(Entity entity, List<String> wanted) {
        List<String> words = Stream.concat(Stream.of(entity.name(), entity.type()), entity.observations().stream())
                .flatMap(text -> of(text).stream())
                .toList();
        return wanted.stream()
                .filter(prefix -> words.stream().anyMatch(word -> word.startsWith(prefix)))
                .count();
    }
}
