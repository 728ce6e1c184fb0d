package dev.holdfast.domain.operations;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;

/**
 * A rule that a tenant has given itself.
 *
 * @param version 1 at first, one more each time it is set
 */
public record RetentionPolicy(RetentionRule rule, Revision version, Instant updatedAt, PrincipalId updatedBy) {}
