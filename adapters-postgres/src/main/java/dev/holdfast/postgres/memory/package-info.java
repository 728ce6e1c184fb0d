/** Memories in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.memory;

import org.jspecify.annotations.NullMarked;
