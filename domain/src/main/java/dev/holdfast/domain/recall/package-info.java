/** Finding the few passages of memories and documents that answer a question, and saying why. */
@NullMarked
package dev.holdfast.domain.recall;

import org.jspecify.annotations.NullMarked;
