package dev.holdfast.http.support;

/** One field of a response's head. */
public record Header(String name, String value) {}
