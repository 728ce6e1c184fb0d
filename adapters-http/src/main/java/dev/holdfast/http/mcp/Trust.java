package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.PrincipalId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How near the origin of a stored text is to who reads it. */
public enum Trust {
    /** The reader wrote it itself, out of itself. */
    OWN,
    /** Another key of the same tenant wrote it. */
    SHARED,
    /** Its source is a URL: it was taken from outside, whoever stored it. */
    EXTERNAL;

    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

    public static Trust of(PrincipalId reader, PrincipalId writer, Optional<String> source) {
        Trust trust = ofPassage(source);
        return trust == SHARED && reader.equals(writer) ? OWN : trust;
    }

    /** Of a passage, which does not say who wrote it: never nearer than shared. */
    public static Trust ofPassage(Optional<String> source) {
        return source.filter(text -> URL.matcher(text).lookingAt()).isPresent() ? EXTERNAL : SHARED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
