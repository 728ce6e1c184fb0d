package dev.holdfast.domain.audit;

/**
 * A place in a tenant's hash chain.
 *
 * @param sequence 1 for the first sealed entry, without gaps
 * @param hash 64 lowercase hexadecimal digits, see {@link AuditChain}
 */
public record AuditSeal(long sequence, String hash) {
    /** What the first entry of a chain follows. */
    public static final AuditSeal ORIGIN = new AuditSeal(0, "0".repeat(64));
}
