package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.JsonDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What its metadata tell of who said a passage, and when: those of their top members that are short texts under well-known names. All
 * that a ranking needs of metadata, which may be a hundred times as large.
 *
 * @param members texts of at most {@value #MAX_LENGTH} code points by their names, which are among {@link #NAMES}
 */
public record Attribution(Map<String, String> members) {
    /** Members that tell when something was said, the surest first. */
    private static final List<String> DAYS =
            List.of("date", "timestamp", "said_at", "session_date", "date_time", "datetime", "time", "sent_at");

    /** Members that name a speaker, the surest first. */
    private static final List<String> SPEAKERS = List.of("speaker", "author", "from", "name", "role", "sender", "user");

    /** All members that are looked at. */
    public static final List<String> NAMES =
            Stream.concat(DAYS.stream(), SPEAKERS.stream()).toList();

    public static final int MAX_LENGTH = 64;
    public static final Attribution NONE = new Attribution(Map.of());

    public Attribution {
        members = Map.copyOf(members);
    }

    public static Attribution of(JsonDocument metadata) {
        if (metadata.members().isEmpty()) {
            return NONE;
        }
        Map<String, String> told = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (metadata.members().get(name) instanceof String text
                    && text.codePointCount(0, text.length()) <= MAX_LENGTH) {
                told.put(name, text);
            }
        }
        return new Attribution(told);
    }

    /** The texts that may tell when it was said, the surest first. */
    Stream<String> days() {
        return told(DAYS);
    }

    /** The texts that may name a speaker, the surest first. */
    Stream<String> speakers() {
        return told(SPEAKERS);
    }

    private Stream<String> told(List<String> names) {
        return members.isEmpty()
                ? Stream.empty()
                : names.stream().flatMap(name -> Optional.ofNullable(members.get(name)).stream());
    }
}
