/** Texts and questions become vectors: the port of embedders, the work in the background, what callers may do with both. */
@NullMarked
package dev.holdfast.ports.embedding;

import org.jspecify.annotations.NullMarked;
