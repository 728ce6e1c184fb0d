/** Collections of documents, cut into the chunks that are searched. */
@NullMarked
package dev.holdfast.domain.knowledge;

import org.jspecify.annotations.NullMarked;
