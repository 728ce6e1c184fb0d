package dev.holdfast.ports.audit;

import dev.holdfast.domain.audit.AuditSeal;
import java.util.Optional;

/**
 * What a recomputation of a tenant's hash chain found.
 *
 * @param intact whether every sealed entry is what and where it was when it was sealed
 * @param head the last entry that verified; note its hash elsewhere to notice a chain that was cut short
 * @param brokenAt the first sequence number that does not verify
 */
public record AuditVerification(boolean intact, AuditSeal head, Optional<Long> brokenAt) {}
