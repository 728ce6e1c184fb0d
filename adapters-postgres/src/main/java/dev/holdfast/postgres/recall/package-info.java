/** Passages found by words and read, in PostgreSQL; ranking is the domain's. */
@NullMarked
package dev.holdfast.postgres.recall;

import org.jspecify.annotations.NullMarked;
