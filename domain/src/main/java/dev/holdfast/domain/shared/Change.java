package dev.holdfast.domain.shared;

import java.time.Instant;
import java.util.Optional;

/**
 * What is written beside every change, in its transaction: when it happened, what the audit calls it, and the claim of a
 * caller who wants it to happen once.
 *
 * @param at the recorded time; a store moves it forward if needed so that the versions of one row never share a moment
 * @param action name of the operation in the audit, such as {@code memory.set}
 */
public record Change(Instant at, String action, Optional<IdempotencyClaim> claim) {}
