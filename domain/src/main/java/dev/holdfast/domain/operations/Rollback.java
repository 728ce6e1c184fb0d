package dev.holdfast.domain.operations;

import java.util.List;

/**
 * That a version was taken back.
 *
 * @param installation how it had come there
 * @param undoing who took it back, when, and how long it took
 * @param from the version the store was at when somebody began to take versions back
 * @param to the version it was meant to be at afterwards; 0 is a store without any
 * @param losses what was lost with it
 */
public record Rollback(
        int version,
        String description,
        Installation installation,
        Installation undoing,
        int from,
        int to,
        List<Loss> losses) {
    public Rollback {
        losses = List.copyOf(losses);
    }
}
