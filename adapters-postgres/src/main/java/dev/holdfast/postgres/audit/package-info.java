/** The audit in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.audit;

import org.jspecify.annotations.NullMarked;
