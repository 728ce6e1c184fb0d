/** Embedders, put together from their settings. */
@NullMarked
package dev.holdfast.embedding;

import org.jspecify.annotations.NullMarked;
