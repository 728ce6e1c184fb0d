package dev.holdfast.http.support;

/** A conditional header an endpoint understands. */
public enum Condition {
    /** {@code If-Match: "<version>"}: only if that is the current version. */
    IF_MATCH("If-Match"),
    /** {@code If-None-Match: *}: only if there is nothing of that name. */
    CREATE_ONLY("If-None-Match"),
    /** {@code If-None-Match: "<version>", ...}: only if the version is another one. */
    IF_CHANGED("If-None-Match");

    private final String header;

    Condition(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }
}
