/** Vectors of texts, and the models that make them. */
@NullMarked
package dev.holdfast.domain.embedding;

import org.jspecify.annotations.NullMarked;
