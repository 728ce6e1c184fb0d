package dev.holdfast.http.support;

/** What an endpoint leaves in the audit. */
public enum AuditRule {
    /** One entry for every change, in its transaction, and one for every refusal. */
    CHANGES,
    /** One entry for every call, whether it changes something or not, and one for every refusal. */
    CALLS,
    /** One entry for every refusal. */
    REFUSALS,
    /** What the tool that is called declares for itself. */
    BY_TOOL,
    /** Nothing: it neither reads nor changes anything of a tenant. */
    NONE
}
