package dev.holdfast.domain.embedding;

/** The vector of a text, whoever has the text. */
public record Embedding(ContentHash hash, Vector vector) {}
