package dev.holdfast.http.support;

/** The HTTP methods endpoints may have. {@code HEAD} comes with {@link #GET}, {@code OPTIONS} with every path. */
public enum Method {
    GET,
    PUT,
    POST,
    DELETE
}
