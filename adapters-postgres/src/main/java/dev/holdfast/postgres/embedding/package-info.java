/** Vectors in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.embedding;

import org.jspecify.annotations.NullMarked;
