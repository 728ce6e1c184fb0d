package dev.holdfast.ports.operations;

/**
 * Whether a store answered one short question.
 *
 * @param latencyMs how long the answer took, or how long nothing came
 * @param finding what it is like, in the words of {@link Finding#finding()}
 */
public record Pulse(boolean answers, double latencyMs, String finding) {}
