package dev.holdfast.domain.recall;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever says a passage.
 *
 * @param name as it is written
 */
public record Speaker(String name) {
    private static final int MAX_NAME = 48;
    private static final String NAME = "\\p{Lu}[\\p{L}\\p{M}'.-]*(?: \\p{Lu}[\\p{L}\\p{M}'.-]*){0,2}";

    /** {@code Ann: ...}, {@code **Ann**: ...}, {@code Ann (8 May 2023): ...}, {@code <Ann> ...}, {@code Ann said, "..."}. */
    private static final Pattern SPEAKING = Pattern.compile("(?:[*_]{0,2}(" + NAME + "|user|assistant|system)[*_]{0,2}"
            + "(?: ?\\([^)]{1,40}\\)| ?\\[[^]]{1,40}])?[*_]{0,2}:[*_]{0,2}\\s"
            + "|<(" + NAME + ")>\\s"
            + "|(" + NAME + ") (?:said|says|asked|asks|replied|wrote|shared|answered)\\b)");

    static Optional<Speaker> in(Attribution attribution) {
        return attribution
                .speakers()
                .filter(name -> !name.isBlank() && name.length() <= MAX_NAME)
                .findFirst()
                .map(name -> new Speaker(name.strip()));
    }

    /** The speaker named at {@code from}, as the match that ends where the words begin. */
    static Optional<Matcher> speaking(String text, int from) {
        Matcher matcher = SPEAKING.matcher(text).region(from, Math.min(text.length(), from + 128));
        // "She said" names nobody.
        return matcher.lookingAt() && !of(matcher).words().isEmpty() ? Optional.of(matcher) : Optional.empty();
    }

    static Speaker of(Matcher speaking) {
        for (int group = 1; group <= speaking.groupCount(); group++) {
            String name = speaking.group(group);
            if (name != null) {
                return new Speaker(name);
            }
        }
        throw new IllegalArgumentException("a match names somebody");
    }

    /** Who says the passage: its metadata tell, or the beginning of its text. */
    public static Optional<Speaker> of(Passage passage) {
        return Utterance.of(passage).speaker();
    }

    /** Whether it is whoever talks to an assistant. */
    boolean isUser() {
        return name.equalsIgnoreCase("user") || name.equalsIgnoreCase("human");
    }

    boolean isAssistant() {
        return name.equalsIgnoreCase("assistant");
    }

    /** The words of the name that tell people apart, in lower case. */
    List<String> words() {
        return Words.in(name).stream()
                .filter(word -> word.length() > 1 && !Words.isStopWord(word))
                .toList();
    }
}
