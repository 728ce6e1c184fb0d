/** Models and vectors over HTTP: what there is, the cache, the way from one model to the next. */
@NullMarked
package dev.holdfast.http.embedding;

import org.jspecify.annotations.NullMarked;
