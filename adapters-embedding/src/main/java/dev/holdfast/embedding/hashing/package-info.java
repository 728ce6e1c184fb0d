/** Vectors out of the letters of a text. */
@NullMarked
package dev.holdfast.embedding.hashing;

import org.jspecify.annotations.NullMarked;
