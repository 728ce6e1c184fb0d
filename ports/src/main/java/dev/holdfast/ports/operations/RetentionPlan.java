package dev.holdfast.ports.operations;

import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.operations.RetentionPolicy;

/** What would go by a policy now. */
public record RetentionPlan(RetentionPolicy policy, RetentionFigures figures) {}
