package dev.holdfast.domain.audit;

/** Whether the change an entry speaks of happened. */
public enum AuditOutcome {
    DONE,
    REFUSED
}
