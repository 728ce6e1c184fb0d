/** Vectors in memory. */
@NullMarked
package dev.holdfast.memory.embedding;

import org.jspecify.annotations.NullMarked;
